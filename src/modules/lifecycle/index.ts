export { catchUp } from './catch-up.ts'
export { isOverdue, type Overdue, readOverdue } from './overdue.ts'
export { previewLifecycle } from './preview-lifecycle.ts'
export { problems } from './problems.ts'
export { type LifecycleTrigger, type RunOptions, runLifecycle } from './run-lifecycle.ts'
export { listRuns, pruneOldRecords } from './runs.ts'
export {
  type LifecyclePreview,
  type LifecycleRun,
  type PreviewedTransition,
  runOrPreview,
  type SchedulerRun,
  type SchedulerStatus,
  schedulerRun,
  schedulerStatus,
  type Transition,
  type Triggered,
  triggered,
} from './shapes.ts'
