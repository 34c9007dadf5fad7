export {
  allInstructionsOf,
  changeInstructions,
  howToPay,
  type InstructionsWish,
  instructionsOfCampaign,
  instructionsOfSeller,
  whoSeesPicture,
} from './instructions.ts'
export { problems } from './problems.ts'
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
  accountKinds,
  campaignMoney,
  howToPaySchema,
  type MoneyOwed,
  type MoneyRecord,
  moneyOwed,
  moneyRecord,
  moneyReport,
  moneyTotal,
  type OwnInstructions,
  ownInstructions,
  type PaymentInstructions,
  paymentInstructions,
  privatePicture,
  sentBack,
} from './shapes.ts'
