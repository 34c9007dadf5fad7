export {
  amountSaid,
  bankFileLinesMax,
  contentOfBankFile,
  type LineForBank,
  readBankFile,
  type SaidLine,
  takeBankFile,
} from './bank-file.ts'
export {
  answerClaim,
  type Claiming,
  claimPayment,
  claimsOf,
  confirmClaim,
  findClaim,
  listClaims,
  type Payment,
  pruneProofs,
  totalsClaimed,
} from './claims.ts'
export {
  allInstructionsOf,
  changeInstructions,
  howToPay,
  type InstructionsWish,
  instructionsOfCampaign,
  instructionsOfSeller,
  whoSeesPicture,
} from './instructions.ts'
export { recordListedMoney } from './listed.ts'
export { listedMoney } from './listed-shapes.ts'
export { problems } from './problems.ts'
export { accountNumber, providerOf, refundProviders } from './providers.ts'
export {
  allOwed,
  findRecord,
  listOwed,
  listRecords,
  listReports,
  type MoneyFilter,
  moneyOfCampaign,
  type OwedDirection,
  owedDirections,
  totalsOwed,
} from './queries.ts'
export {
  answerMoney,
  type MoneyWish,
  recordMoney,
  reportMoney,
  reverseMoney,
  type SendingBack,
  sendBackMoney,
} from './record.ts'
export {
  exportRefundAccount,
  keepRefundAccount,
  pruneRefundAccounts,
  type RefundAccountWish,
  readRefundAccount,
  removeRefundAccount,
  renewRefundAccounts,
  showRefundAccount,
  unreadableRefundAccounts,
} from './refund-account.ts'
export {
  accountKinds,
  accountToPay,
  bankFileContent,
  bankFileRead,
  campaignMoney,
  claimTotal,
  howToPaySchema,
  type MoneyOwed,
  type MoneyRecord,
  moneyOwed,
  moneyRecord,
  moneyReport,
  moneyTotal,
  type OwnInstructions,
  ownInstructions,
  type PaymentClaim,
  type PaymentInstructions,
  paymentClaim,
  paymentInstructions,
  privatePicture,
  type RefundAccount,
  type RefundAccountInFull,
  refundAccount,
  refundAccountInExport,
  refundProvider,
  sentBack,
} from './shapes.ts'
