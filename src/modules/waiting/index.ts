export {
  changeEntry,
  claimOffer,
  declineOffer,
  joinWaitingList,
  leaveWaitingList,
  moveEntry,
  type WaitRequest,
} from './change.ts'
export { problems } from './problems.ts'
export { findEntry, listWaiting, waitingOf } from './queries.ts'
export { type WaitingEntry, waitingEntry } from './shapes.ts'
