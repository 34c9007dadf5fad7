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
  listParticipants,
  listParticipationsOf,
  type Participation,
  type ParticipationFilter,
} from './queries.ts'
