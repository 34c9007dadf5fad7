export { type ParticipationPatch, updateParticipation } from './change-details.ts'
export {
  type ChangedMany,
  type ConfirmedWithMoney,
  confirmParticipations,
  fulfilParticipations,
} from './change-many.ts'
export { changeOrder, type OrderChange } from './change-order.ts'
export {
  type Confirmation,
  cancelParticipation,
  confirmParticipation,
  fulfilParticipation,
  refundParticipation,
  unfulfilParticipation,
} from './change-status.ts'
export { createJoinQueue, type JoinQueue, type JoinRequest, type JoinResult } from './join-queue.ts'
export type { Order } from './order.ts'
export {
  allParticipants,
  countParticipants,
  listParticipants,
  type ParticipantFilter,
  participantSorts,
} from './participants.ts'
export { type MoneyMethod, moneyMethods, type Paid } from './payment.ts'
export { moneyKind, moneyKinds, problems } from './problems.ts'
export {
  findParticipation,
  findParticipationDetail,
  listParticipationsOf,
  type ParticipationFilter,
} from './queries.ts'
export { quoteCampaign, quoteChange, seeCampaign } from './quote.ts'
export {
  confirmedMany,
  fulfilledMany,
  ofParticipants,
  ofPayments,
  type Participant,
  type Participation,
  type ParticipationDetail,
  type PaymentStatus,
  participant,
  participantCounts,
  participation,
  participationDetail,
  participationWithCampaign,
  paymentStatuses,
  type Quote,
  quote,
  viewer,
} from './shapes.ts'
