export { problems } from './problems.ts'
export { type IdempotencyKey, type OnceResult, runOnce } from './run-once.ts'
