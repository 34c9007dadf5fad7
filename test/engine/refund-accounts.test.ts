/** Where buyers want what is owed to them: sealed, shown to who must pay and only then, erased when nobody needs it; and files for the bank. */
import { expect, it } from 'vitest'
import { linesOfBankFile } from '../../src/files/bank-file.ts'
import { csvLine } from '../../src/kernel/csv.ts'
import { fractionDigits } from '../../src/kernel/money.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { cancelCampaign } from '../../src/modules/campaigns/index.ts'
import {
  exportRefundAccount,
  keepRefundAccount,
  type LineForBank,
  listOwed,
  listRecords,
  pruneRefundAccounts,
  readBankFile,
  readRefundAccount,
  recordMoney,
  removeRefundAccount,
  renewRefundAccounts,
  reverseMoney,
  showRefundAccount,
  takeBankFile,
  totalsOwed,
  unreadableRefundAccounts,
} from '../../src/modules/money/index.ts'
import { confirmParticipation } from '../../src/modules/participations/index.ts'
import { erasePerson, updateProfile } from '../../src/modules/people/index.ts'
import { accountSecret } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { eventsOf, hours, joined, makeCampaign, refusalOf } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'

const secrets = parseSecrets(accountSecret)
const seller = 'user:seller-1'
const number = '0123456789'
const bca = { provider: 'bca', number: '0123-456-789', holder: 'Rani Puspitasari' }

onEachDatabase('where money goes back to', (test) => {
  let last = 0
  /** A buyer who is known here. */
  async function buyer(): Promise<string> {
    const id = `refund-buyer-${++last}`
    await test.db.tx((tx) => updateProfile(tx, id, { name: `Pembeli ${last}` }, true))
    return id
  }
  const give = (id: string, wish: Partial<typeof bca> = {}) =>
    test.db.tx((tx) => keepRefundAccount(tx, secrets, id, { ...bca, ...wish }), { actor: `user:${id}` })
  const show = (participationId: string, actor = seller) =>
    test.db.tx((tx) => showRefundAccount(tx, secrets, participationId), { actor })
  const as = <T>(act: Parameters<typeof test.db.tx<T>>[0]) => test.db.tx(act, { actor: seller })

  /** An order of 100,000 that was paid, in a campaign that was then cancelled. */
  async function owed(who?: string, campaignId?: string) {
    const userId = who ?? (await buyer())
    const campaign = campaignId ? { id: campaignId } : await makeCampaign(test.db)
    const id = await joined(test.db, campaign.id, { user_id: userId })
    await as((tx) => confirmParticipation(tx, id, {}))
    if (!campaignId) await as((tx) => cancelCampaign(tx, campaign.id, 'Bahan habis'))
    return { id, userId, campaign }
  }
  const countEvents = async (id: string, event: string) => {
    const rows = await test.db.query('select id from sambatan.audit_logs where participant_id = $1 and event = $2', [
      id,
      event,
    ])
    return rows.length
  }

  it('is kept sealed, and shown back by its last digits', async () => {
    const who = await buyer()
    expect(await give(who)).toMatchObject({
      provider: 'bca',
      name: 'BCA',
      code: '014',
      holder_initial: 'R',
      number_ends: '6789',
    })
    const [row] = await test.db.query<Record<string, unknown>>(
      'select * from sambatan.refund_accounts where person_id = $1',
      [who],
    )
    expect(JSON.stringify(row)).not.toMatch(/Rani|456789/)
    const wallet = await give(who, { provider: 'gopay', number: '0812 3456 7890' })
    expect(wallet).toMatchObject({ kind: 'ewallet', code: 'GOPAY', number_ends: '7890' })
    expect(await exportRefundAccount(test.db.read, secrets, who, true)).toMatchObject({ number: '081234567890' })
    expect(await exportRefundAccount(test.db.read, secrets, who, false)).not.toHaveProperty('number')
    await test.db.tx((tx) => removeRefundAccount(tx, who))
    expect(await refusalOf(readRefundAccount(test.db.read, secrets, who))).toBe('refund_account_not_found')
    expect(await refusalOf(test.db.tx((tx) => removeRefundAccount(tx, who)))).toBe('refund_account_not_found')
    const access = await test.db.query<{ event: string }>(
      'select event, metadata from sambatan.access_logs where person_id = $1 order by id',
      [who],
    )
    expect(access).toEqual(
      ['given', 'changed', 'removed'].map((change) => ({ event: `refund_account_${change}`, metadata: {} })),
    )
  })

  it('tells the sellers who owe something that it changed, and nobody what it is', async () => {
    const { id, userId, campaign } = await owed()
    const live = await makeCampaign(test.db)
    await joined(test.db, live.id, { user_id: userId })
    await give(userId)
    // The same again, however it is written.
    await give(userId, { number })
    expect(await countEvents(id, 'refund_account_changed')).toBe(1)
    await give(userId, { holder: 'Rani P' })
    expect(await countEvents(id, 'refund_account_changed')).toBe(2)
    expect(await eventsOf(test.db, live.id)).not.toContain('refund_account_changed')
    const events = await test.db.query('select * from sambatan.audit_logs where campaign_id = $1', [campaign.id])
    expect(JSON.stringify(events)).not.toMatch(/Rani|456789|bca/i)
    expect((await listOwed(test.db.read, 'to_buyers', { campaign_id: campaign.id, limit: 10 })).items).toMatchObject([
      { participation_id: id, refund_account: { provider: 'bca', name: 'BCA', changed_at: expect.any(String) } },
    ])
    expect(await totalsOwed(test.db.read, 'to_buyers', { campaign_id: campaign.id })).toMatchObject([
      { participations: 1, without_account: 0 },
    ])
  })

  it('is shown to who must pay while something is owed, and each look is on record', async () => {
    const { id, userId } = await owed()
    expect(await refusalOf(show(id))).toBe('refund_account_not_found')
    await give(userId)
    expect(await show(id)).toMatchObject({ number, holder: bca.holder, code: '014', amount: 100_000, currency: 'IDR' })
    await show(id)
    expect(await countEvents(id, 'refund_account_shown')).toBe(2)
    await as((tx) => recordMoney(tx, id, { kind: 'sent_back' }))
    expect(await refusalOf(show(id))).toBe('refund_account_not_shown')
    expect(await countEvents(id, 'refund_account_shown')).toBe(2)
  })

  it('opens with a newer secret once it was sealed anew, and for nobody else', async () => {
    const [one, other] = [await owed(), await owed()]
    await give(one.userId)
    await give(other.userId, { number: '9876543210' })
    // Whoever can write to the database cannot have somebody else's money sent to an account of theirs.
    await test.db.query(
      `update sambatan.refund_accounts r set sealed = o.sealed from sambatan.refund_accounts o
      where r.person_id = $1 and o.person_id = $2`,
      [other.userId, one.userId],
    )
    expect(await refusalOf(show(other.id))).toBe('refund_account_unreadable')
    expect((await unreadableRefundAccounts(test.db, secrets)).unreadable).toEqual([other.userId])
    expect(await refusalOf(readRefundAccount(test.db.read, secrets, other.userId))).toBe('refund_account_unreadable')
    await give(other.userId)
    const newer = `newer-${accountSecret}`
    const alone = parseSecrets(newer)
    expect(await refusalOf(readRefundAccount(test.db.read, alone, one.userId))).toBe('refund_account_unreadable')
    await renewRefundAccounts(test.db, parseSecrets(`${newer},${accountSecret}`), silentLog)
    expect(await readRefundAccount(test.db.read, alone, one.userId)).toMatchObject({ number_ends: '6789' })
    expect((await unreadableRefundAccounts(test.db, alone)).unreadable).toEqual([])
    await renewRefundAccounts(test.db, parseSecrets(`${accountSecret},${newer}`), silentLog)
  })

  it('is erased 90 days after nothing is owed any more, and with its person', async () => {
    const [waiting, settled, early, gone] = [await owed(), await owed(), await buyer(), await owed()]
    for (const who of [waiting.userId, settled.userId, early, gone.userId]) await give(who)
    await as((tx) => recordMoney(tx, gone.id, { kind: 'sent_back' }))
    await test.db.tx((tx) => erasePerson(tx, gone.userId))
    const kept = async () => {
      await pruneRefundAccounts(test.db.read)
      const rows = await test.db.query<{ person_id: string }>(
        'select person_id from sambatan.refund_accounts where person_id = any ($1::text[]) order by person_id',
        [[waiting.userId, settled.userId, early, gone.userId]],
      )
      return rows.map(({ person_id }) => person_id)
    }
    expect(await kept()).toEqual([waiting.userId, settled.userId, early])
    await advanceClock(test.db, hours(24 * 80))
    await as((tx) => recordMoney(tx, settled.id, { kind: 'sent_back' }))
    await advanceClock(test.db, hours(24 * 11))
    expect(await kept()).toEqual([waiting.userId, settled.userId])
    await advanceClock(test.db, hours(24 * 80))
    expect(await kept()).toEqual([waiting.userId])
    expect(await refusalOf(give(gone.userId))).toBe('person_not_found')
  })

  // A file as a bank and a spreadsheet would see it.
  const heads = [
    'Amount',
    'Currency',
    'Account holder',
    'Account number',
    'Bank code',
    'Bank name',
    'Reference',
    'Order ID',
  ]
  const fileOf = (
    lines: LineForBank[],
    change: (line: LineForBank) => Partial<LineForBank & { sum: string }> = () => ({}),
  ) =>
    new TextEncoder().encode(
      [
        heads,
        ...lines
          .map((line) => ({ sum: String(line.amount), ...line, ...change(line) }))
          .map((line) => [
            line.sum,
            line.currency,
            line.holder,
            line.number,
            line.code,
            line.bank,
            line.reference,
            line.participation_id,
          ]),
      ]
        .map((row) => csvLine(row, 'semicolon'))
        .join(''),
    )
  const read = async (bytes: Uint8Array, { dryRun = false, sellerId = 'seller-1' } = {}) => {
    const reading = { lines: linesOfBankFile(bytes), places: fractionDigits, sellerId, dryRun }
    return (await as((tx) => readBankFile(tx, secrets, reading))).lines
  }
  const take = (campaignId: string) => as((tx) => takeBankFile(tx, secrets, { campaign_id: campaignId }))
  const outcomes = async (...asked: Parameters<typeof read>) => (await read(...asked)).map(({ outcome }) => outcome)

  it('goes into a file for the bank, of those who have said it, on record for each', async () => {
    const campaign = await makeCampaign(test.db)
    const [one, two] = [await owed(undefined, campaign.id), await owed(undefined, campaign.id)]
    await give(one.userId)
    await as((tx) => cancelCampaign(tx, campaign.id, 'Bahan habis'))
    const lines = await take(campaign.id)
    expect(lines).toEqual([
      {
        participation_id: one.id,
        amount: 100_000,
        currency: 'IDR',
        holder: bca.holder,
        number,
        code: '014',
        bank: 'BCA',
        reference: expect.stringMatching(/^[2-9A-Z]{6}-1$/),
      },
    ])
    expect([
      await countEvents(one.id, 'refund_account_shown'),
      await countEvents(two.id, 'refund_account_shown'),
    ]).toEqual([1, 0])
    expect(await as((tx) => takeBankFile(tx, secrets, { campaign_id: campaign.id, seller_id: 'somebody' }))).toEqual([])
  })

  it('is read back as sent, once, however often the file is read and whatever a spreadsheet made of it', async () => {
    const { id, userId, campaign } = await owed()
    await give(userId)
    const lines = await take(campaign.id)
    const bytes = fileOf(lines, () => ({ number: '123456789', code: '14', sum: '100000,00' }))
    expect(await outcomes(bytes, { dryRun: true })).toEqual(['fits'])
    expect(await outcomes(bytes, { sellerId: 'somebody' })).toEqual(['unknown'])
    expect(await listRecords(test.db.read, { participationId: id })).toHaveLength(1)
    expect(await outcomes(fileOf([lines[0]!, lines[0]!]))).toEqual(['sent_back', 'already_sent'])
    expect(await outcomes(bytes)).toEqual(['already_sent'])
    const [, sent] = await listRecords(test.db.read, { participationId: id })
    expect(sent).toMatchObject({
      kind: 'sent_back',
      amount: 100_000,
      method: 'bank_transfer',
      reference: lines[0]!.reference,
    })
    // Owed anew, by just as much: the old file is of what was sent already.
    await as((tx) => recordMoney(tx, id, { kind: 'received', amount: 100_000, anyway: true }))
    expect(await outcomes(bytes)).toEqual(['already_sent'])
    expect((await take(campaign.id))[0]!.reference).toBe(lines[0]!.reference.replace('-1', '-2'))
    // It did not go after all.
    await as((tx) => recordMoney(tx, id, { kind: 'sent_back' }))
    const records = await listRecords(test.db.read, { participationId: id })
    for (const { id: record } of records.filter(({ kind }) => kind === 'sent_back')) {
      await test.db.tx((tx) => reverseMoney(tx, record, 'Bank menolak'), { actor: 'user:operator-1' })
    }
    expect(await outcomes(bytes)).toEqual(['amount_differs'])
    expect(await outcomes(fileOf(await take(campaign.id)))).toEqual(['sent_back'])
  })

  it('is left where it does not fit, a line at a time', async () => {
    const { userId, campaign } = await owed()
    await give(userId)
    const lines = await take(campaign.id)
    expect(
      await outcomes(fileOf([lines[0]!], () => ({ participation_id: '01a20f0d-5805-7000-a7e3-f62fbc3da215' }))),
    ).toEqual(['unknown'])
    for (const change of [{ participation_id: 'x' }, { sum: '100.000' }, { sum: 'Rp100000' }, { reference: 'x' }]) {
      expect(await outcomes(fileOf(lines, () => change))).toEqual(['unreadable'])
    }
    expect(await outcomes(fileOf(lines, () => ({ sum: '90000' })))).toEqual(['amount_differs'])
    expect(await outcomes(fileOf(lines, () => ({ number: '1,23457E+08' })))).toEqual(['account_changed'])
    expect(await outcomes(fileOf(lines, () => ({ holder: 'Orang Lain' })))).toEqual(['account_changed'])
    expect(
      await outcomes(
        fileOf(lines, ({ holder }) => ({ holder: holder.toUpperCase() })),
        { dryRun: true },
      ),
    ).toEqual(['fits'])
    await give(userId, { number: '1112223334' })
    expect(await read(fileOf(lines))).toMatchObject([
      { outcome: 'account_changed', amount: 100_000, owed: 100_000, nth: 1, line: 2 },
    ])
    expect(() => linesOfBankFile(new TextEncoder().encode('A;B\n1;2'))).toThrow()
  })
})
