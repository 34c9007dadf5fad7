export { type LifecyclePreview, type PreviewedTransition, previewLifecycle } from './preview-lifecycle.ts'
export { problems } from './problems.ts'
export { type LifecycleRun, type LifecycleTrigger, runLifecycle, type Transition } from './run-lifecycle.ts'
export { listRuns, pruneOldRecords, type SchedulerRun } from './runs.ts'
