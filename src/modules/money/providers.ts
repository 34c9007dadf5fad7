/**
 * Where money can be sent back to in Indonesia: banks by the codes that transfers between them name (three digits, as Bank Indonesia
 * gives them), and e-wallets, which go by phone number. One row each, and only what is certain: a number is held to a length of its own
 * where all accounts of that bank have one, else to what every bank takes.
 */
import { phoneNumber } from '../../kernel/phone.ts'
import type { RefundProvider } from './shapes.ts'

const anyBank: [number, number] = [6, 20]

const banks: [id: string, code: string, name: string, digits?: number][] = [
  ['bca', '014', 'BCA', 10],
  ['mandiri', '008', 'Mandiri', 13],
  ['bri', '002', 'BRI', 15],
  ['bni', '009', 'BNI', 10],
  ['bsi', '451', 'BSI (Bank Syariah Indonesia)', 10],
  ['cimb-niaga', '022', 'CIMB Niaga'],
  ['danamon', '011', 'Danamon'],
  ['permata', '013', 'Permata'],
  ['maybank', '016', 'Maybank Indonesia'],
  ['panin', '019', 'Panin'],
  ['ocbc', '028', 'OCBC Indonesia'],
  ['btn', '200', 'BTN'],
  ['seabank', '535', 'SeaBank', 12],
  ['jago', '542', 'Jago', 12],
  ['blu', '501', 'blu (BCA Digital)', 12],
  ['smbc', '213', 'SMBC Indonesia (BTPN), Jenius'],
  ['neo', '490', 'Neo Commerce'],
  ['raya', '494', 'Raya'],
  ['allo', '567', 'Allo Bank'],
  ['aladin', '947', 'Aladin Syariah'],
  ['bca-syariah', '536', 'BCA Syariah', 10],
  ['btpn-syariah', '547', 'BTPN Syariah'],
  ['muamalat', '147', 'Muamalat', 10],
  ['mega', '426', 'Mega'],
  ['mega-syariah', '506', 'Mega Syariah'],
  ['sinarmas', '153', 'Sinarmas'],
  ['kb', '441', 'KB Bank (Bukopin)'],
  ['mayapada', '097', 'Mayapada'],
  ['uob', '023', 'UOB Indonesia'],
  ['dbs', '046', 'DBS Indonesia'],
  ['hsbc', '087', 'HSBC Indonesia'],
  ['standard-chartered', '050', 'Standard Chartered'],
  ['artha-graha', '037', 'Artha Graha Internasional'],
  ['bjb', '110', 'bank bjb'],
  ['dki', '111', 'Bank Jakarta (DKI)'],
  ['bpd-diy', '112', 'BPD DIY'],
  ['jateng', '113', 'Bank Jateng'],
  ['jatim', '114', 'Bank Jatim'],
  ['jambi', '115', 'Bank Jambi'],
  ['aceh', '116', 'Bank Aceh Syariah'],
  ['sumut', '117', 'Bank Sumut'],
  ['nagari', '118', 'Bank Nagari'],
  ['riau-kepri', '119', 'BRK Syariah (Riau Kepri)'],
  ['sumsel-babel', '120', 'Bank Sumsel Babel'],
  ['lampung', '121', 'Bank Lampung'],
  ['kalsel', '122', 'Bank Kalsel'],
  ['kalbar', '123', 'Bank Kalbar'],
  ['kaltimtara', '124', 'Bankaltimtara'],
  ['kalteng', '125', 'Bank Kalteng'],
  ['sulselbar', '126', 'Bank Sulselbar'],
  ['sulutgo', '127', 'Bank SulutGo'],
  ['ntb', '128', 'Bank NTB Syariah'],
  ['bpd-bali', '129', 'BPD Bali'],
  ['ntt', '130', 'Bank NTT'],
  ['maluku', '131', 'Bank Maluku Malut'],
  ['papua', '132', 'Bank Papua'],
  ['bengkulu', '133', 'Bank Bengkulu'],
  ['sulteng', '134', 'Bank Sulteng'],
  ['sultra', '135', 'Bank Sultra'],
]

const wallets: [id: string, name: string][] = [
  ['gopay', 'GoPay'],
  ['ovo', 'OVO'],
  ['dana', 'DANA'],
  ['shopeepay', 'ShopeePay'],
  ['linkaja', 'LinkAja'],
]

export const refundProviders: RefundProvider[] = [
  ...banks.map(([id, code, name, digits]): RefundProvider => {
    return { id, kind: 'bank', name, code, digits: digits === undefined ? anyBank : [digits, digits] }
  }),
  ...wallets.map(([id, name]): RefundProvider => {
    return { id, kind: 'ewallet', name, code: id.toUpperCase(), digits: [10, 13] }
  }),
]

const byId = new Map(refundProviders.map((one) => [one.id, one]))

export function providerOf(id: string): RefundProvider | undefined {
  return byId.get(id)
}

/** The digits of a number as people type them, with spaces, dots and dashes between them; undefined for anything else. */
function digitsOf(typed: string): string | undefined {
  const plain = typed.replace(/[\s.\-_]/g, '')
  return /^\d+$/.test(plain) ? plain : undefined
}

/**
 * The number of an account of that bank or e-wallet, as it is kept: the digits alone, of an e-wallet a mobile number of Indonesia in
 * E.164. Undefined where it can be none.
 */
export function accountNumber({ kind, digits: [least, most] }: RefundProvider, typed: string): string | undefined {
  if (kind === 'ewallet') {
    const number = phoneNumber(typed)
    return number?.startsWith('+628') ? number : undefined
  }
  const digits = digitsOf(typed)
  if (digits === undefined || digits.length < least || digits.length > most) return undefined
  // Filled up with noughts it is no account.
  return /[1-9]/.test(digits) ? digits : undefined
}

/** As apps of banks and e-wallets take it: there a mobile number begins with 0. Digits alone, so that no spreadsheet takes it for a formula. */
export function typedNumber(number: string): string {
  return number.replace(/^\+62/, '0')
}
