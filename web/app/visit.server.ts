import { AsyncLocalStorage } from 'node:async_hooks'
import type { MiddlewareFunction } from 'react-router'
import { reader, readVisit, type Visit } from './visit.ts'

const storage = new AsyncLocalStorage<Visit>()
reader.read = () => storage.getStore()

/** Before all loaders: the page of a loader, an action or a guard that refuses has the same frame as any other. */
export const withVisit: MiddlewareFunction<Response> = async (args, next) => storage.run(await readVisit(args), next)
