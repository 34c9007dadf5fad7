export { type ParticipationPatch, updateParticipation } from './change-details.ts'
export {
  cancelParticipation,
  confirmParticipation,
  fulfilParticipation,
  refundParticipation,
} from './change-status.ts'
export { createJoinQueue, type JoinQueue, type JoinRequest, type JoinResult } from './join-queue.ts'
export { problems } from './problems.ts'
export {
  findParticipation,
  findParticipationDetail,
  listParticipants,
  listParticipationsOf,
  type Participation,
  type ParticipationDetail,
  type ParticipationFilter,
} from './queries.ts'
