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
export { findEntry, listWaiting, placeOf, waitingOf } from './queries.ts'
export { viewer, type WaitingEntry, waitingEntry } from './shapes.ts'
