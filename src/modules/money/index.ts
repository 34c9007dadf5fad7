export { problems } from './problems.ts'
export {
  findRecord,
  listOwed,
  listRecords,
  listReports,
  type MoneyFilter,
  moneyOfCampaign,
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
export { campaignMoney, type MoneyRecord, moneyOwed, moneyRecord, moneyReport, moneyTotal, sentBack } from './shapes.ts'
