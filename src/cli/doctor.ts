/** Looks whether everything is as it should be, changes nothing, and says what is off and what to do about it. */
import { sql } from 'kysely'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { type Database, SetupError } from '../db/index.ts'
import { sentenceOf } from '../failure.ts'
import { systemClock } from '../kernel/clock.ts'
import { plainText } from './audit-words.ts'
import type { CommandBody } from './command.ts'
import { isMissing, openPictures, withOpen } from './database.ts'
import { checkChannels, checkPushKeys } from './doctor-channels.ts'
import { dataChecks } from './doctor-checks.ts'
import { checkDisks } from './doctor-disk.ts'
import { checkHearing } from './doctor-hearing.ts'
import { checkLetters, checkMailServer } from './doctor-mail.ts'
import { checkDemo, checkOperators, checkServiceKeys } from './doctor-people.ts'
import { checkRefundAccounts } from './doctor-refund-accounts.ts'
import { checkReplica } from './doctor-replica.ts'
import {
  checkClock,
  checkConfiguration,
  checkDatabase,
  checkMigrations,
  checkOutbox,
  checkScheduler,
  checkStorage,
  type Finding,
} from './doctor-system.ts'
import { checkWebhooks } from './doctor-webhooks.ts'
import { checkWhatsApp } from './doctor-whatsapp.ts'
import { type CheckResult, type Reader, runChecks } from './run-data-checks.ts'
import { counted, createProgress, print } from './terminal.ts'

/** A check of a large database reads all of it, which no request of the server may. */
const checkTimeoutMs = 1_800_000

export const doctorCommand: CommandBody = {
  options: { json: { type: 'boolean', summary: 'As one JSON object: {ok, findings: [{name, level, says, ...}]}.' } },
  details: [
    'Reads everything and changes nothing, so it can run beside a server (with DATABASE_URL); the embedded database belongs to one process: stop a node that runs on it first, or ask the node. Counting takes a while on large data.',
    'Exit code 0 when all is well, also with warnings; 1 when something must be mended or could not be looked at, with the first ten offenders of each kind.',
  ],
  examples: [
    ['sambatan doctor', 'Check the embedded database in ./.sambatan.'],
    ['DATABASE_URL=postgres://... sambatan doctor --json', 'For a monitoring system.'],
  ],
  async run(args) {
    const findings = await examine(process.env)
    const ok = !findings.some((finding) => finding.level === 'fail')
    print(args.has('json') ? JSON.stringify({ ok, findings }, null, 2) : report(findings))
    return ok ? 0 : 1
  },
}

async function examine(env: Record<string, string | undefined>): Promise<Finding[]> {
  let config: Config
  try {
    config = readConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').map((line) => ({ name: 'configuration', level: 'fail', says: line }))
  }
  const findings = [
    ...checkConfiguration(config, env),
    ...(await checkMailServer(config)),
    ...(await checkWhatsApp(config)),
  ]
  try {
    if (isMissing(config)) {
      const says = `there is no database in ${config.dataDir} yet`
      const advice = 'Run "sambatan migrate" to make one, or correct SAMBATAN_DATA_DIR or DATABASE_URL.'
      return [...findings, { name: 'database', level: 'fail', says, advice }]
    }
    findings.push(...(await withOpen(config, (db) => examineDatabase(db, config))))
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === undefined) throw error
    const inUse = error instanceof SetupError && error.code === 'data_folder_in_use'
    findings.push({ name: 'database', level: 'fail', says: sentence, ...(inUse && { advice: aboutRunning(config) }) })
  }
  return findings
}

/** An embedded database is one process's alone, so its own node is the one to ask. */
function aboutRunning({ publicUrl }: Config): string {
  return (
    `The data was not looked at, and nothing is said about it. That a node runs on it is as it should be: ask that one, at ${publicUrl}/readyz or on ` +
    `the operators' page ${publicUrl}/operator/health. To have all of the data examined, stop it (Ctrl+C where it runs), run "sambatan doctor", and start it again.`
  )
}

export async function examineDatabase(db: Database, config: Config): Promise<Finding[]> {
  const findings = [await checkDatabase(db), await checkMigrations(db)]
  // On another version's tables every further question would be the wrong one.
  if (findings.some((finding) => finding.level === 'fail')) return findings
  findings.push(...(await checkReplica(db)), ...(await checkHearing(db, config)))
  findings.push(
    await checkClock(db, systemClock),
    ...(await checkScheduler(db, config)),
    await checkOutbox(db),
    ...(await checkLetters(db)),
    ...(await checkWebhooks(db)),
    ...(await checkChannels(db)),
    ...(await checkPushKeys(db, config)),
    ...(await checkRefundAccounts(db, config)),
  )
  findings.push(await checkOperators(db, config), await checkServiceKeys(db, config), await checkDemo(db, config))
  const storage = openPictures(config)
  findings.push(await checkStorage(db, storage), ...(await checkDisks(db, config)))
  const progress = createProgress()
  let done = 0
  const results = await runChecks(patient(db), (name) => {
    progress.show(`Checking ${name.replaceAll('_', ' ')} (${++done} of ${dataChecks.length})`)
  }).finally(() => progress.end())
  return [...findings, ...results.map(toFinding)]
}

/** The same database, with time enough for each question. */
function patient(db: Database): Reader {
  return {
    query: <R>(text: string) =>
      db.tx(async (tx) => (await sql.raw<R>(text).execute(tx)).rows, { statementTimeoutMs: checkTimeoutMs }),
  }
}

function toFinding({ name, invariant, claim, count, offenders }: CheckResult): Finding {
  const numbered = { name, ...(invariant === undefined ? {} : { invariant }) }
  if (count === 0) return { ...numbered, level: 'ok', says: claim }
  return { ...numbered, level: 'fail', says: `not true: ${claim}`, count, offenders }
}

const signs = { ok: '✓', warn: '!', fail: '✗' }

/** @param isBrief what is as it should be is counted alone */
export function report(findings: Finding[], isBrief = false): string {
  const failed = findings.filter((finding) => finding.level === 'fail').length
  const warned = findings.filter((finding) => finding.level === 'warn').length
  const lines = findings.filter(({ level }) => !isBrief || level !== 'ok').flatMap(reportOne)
  if (failed > 0) {
    lines.push('', `${counted(failed, 'problem')} found${warned > 0 ? `, and ${counted(warned, 'warning')}` : ''}.`)
  } else {
    lines.push(
      '',
      `Everything is in order: ${counted(findings.length, 'check')}${warned > 0 ? `, ${counted(warned, 'warning')}` : ''}.`,
    )
  }
  if (findings.some((finding) => finding.level === 'fail' && dataChecks.some(({ name }) => name === finding.name))) {
    lines.push(
      'Data that breaks a rule was written past the engine, or by a defect of it. Keep a copy of the database, look at the',
      'campaigns with "sambatan audit <campaign>", and report it before you change anything by hand.',
    )
  }
  return lines.join('\n')
}

function reportOne({ level, says, invariant, count, offenders = [], advice }: Finding): string[] {
  const lines = [`${signs[level]} ${plainText(says)}${invariant === undefined ? '' : ` (invariant ${invariant})`}`]
  for (const offender of offenders) lines.push(`    ${plainText(offender)}`)
  const unnamed = (count ?? 0) - offenders.length
  if (unnamed > 0) lines.push(`    and ${unnamed.toLocaleString('en-US')} more`)
  if (advice) lines.push(`    ${advice}`)
  return lines
}
