import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, optional, text } from '../../kernel/problem-parameters.ts'
import { moneyKind } from '../participations/index.ts'

const ofRecord = { record_id: optional(text) }

export const problems = defineProblems({
  money_record_not_found: {
    status: 404,
    params: ofRecord,
  },
  money_report_not_found: {
    status: 404,
    params: ofRecord,
  },
  money_operator_only: {
    status: 403,
    params: ofRecord,
  },
  nothing_owed: {
    status: 409,
    params: { kind: moneyKind },
  },
  money_reversal_final: {
    status: 409,
    params: ofRecord,
  },
  money_already_reversed: {
    status: 409,
    params: ofRecord,
  },
  money_not_reportable: {
    status: 409,
    params: ofRecord,
  },
  money_already_reported: {
    status: 409,
    params: ofRecord,
  },
  already_sent: {
    status: 409,
  },
  refund_account_not_found: {
    status: 404,
  },
  refund_account_not_shown: {
    status: 409,
  },
  refund_account_unreadable: {
    status: 409,
  },
  refund_accounts_off: {
    status: 503,
  },
  bank_file_unreadable: {
    status: 422,
    params: { maximum: count },
  },
  payment_claim_not_found: {
    status: 404,
    params: { claim_id: optional(text) },
  },
  payment_claim_answered: {
    status: 409,
    params: { claim_id: optional(text) },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
