export { type ParticipationPatch, updateParticipation } from './change-details.ts'
export {
  cancelParticipation,
  confirmParticipation,
  fulfilParticipation,
  refundParticipation,
} from './change-status.ts'
export { type ConfirmedMany, confirmParticipations } from './confirm-many.ts'
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
  type Participation,
  type ParticipationDetail,
  type ParticipationFilter,
} from './queries.ts'
