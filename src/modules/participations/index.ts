export { type ParticipationPatch, updateParticipation } from './change-details.ts'
export { type ChangedMany, confirmParticipations, fulfilParticipations } from './change-many.ts'
export {
  cancelParticipation,
  confirmParticipation,
  fulfilParticipation,
  refundParticipation,
  unfulfilParticipation,
} from './change-status.ts'
export { createJoinQueue, type JoinQueue, type JoinRequest, type JoinResult } from './join-queue.ts'
export {
  allParticipants,
  countParticipants,
  listParticipants,
  type Participant,
  type ParticipantFilter,
  participantSorts,
} from './participants.ts'
export { problems } from './problems.ts'
export {
  findParticipation,
  findParticipationDetail,
  listParticipationsOf,
  type ParticipationDetail,
  type ParticipationFilter,
} from './queries.ts'
export { type Quote, quoteCampaign, quoteReasons, seeCampaign, type View, viewerReasons } from './quote.ts'
export { ofParticipants, type Participation, participation, participationWithCampaign } from './shapes.ts'
