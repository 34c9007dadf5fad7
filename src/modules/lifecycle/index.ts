export { catchUp } from './catch-up.ts'
export { isOverdue, type Overdue, readOverdue } from './overdue.ts'
export { type LifecyclePreview, type PreviewedTransition, previewLifecycle } from './preview-lifecycle.ts'
export { problems } from './problems.ts'
export {
  type LifecycleRun,
  type LifecycleTrigger,
  type RunOptions,
  runLifecycle,
  type Transition,
} from './run-lifecycle.ts'
export { listRuns, pruneOldRecords, type SchedulerRun } from './runs.ts'
