import { fromAcceptLanguage } from '../../kernel/language.ts'
import { dashboardSummary, summarizeCampaigns } from '../../modules/campaigns/index.ts'
import { type Actor, actorName } from '../../modules/identity/index.ts'
import { createSeriesReader, series, stuck, whatIsStuck } from '../../modules/insights/index.ts'
import {
  type LifecyclePreview,
  type LifecycleRun,
  previewLifecycle,
  runOrPreview,
  schedulerRun,
  schedulerStatus,
  triggered,
} from '../../modules/lifecycle/index.ts'
import type { Services } from '../../services.ts'
import { answerOnceDone } from '../idempotency.ts'
import { withNames } from '../names.ts'
import { pageOf, sendPage } from '../paging.ts'
import { emptyBody, pageQuery } from '../requests/fields.ts'
import * as requests from '../requests/insights.ts'
import type { App } from '../types.ts'

async function namedStatus({ db, scheduler }: Services, asker: Actor) {
  const status = await scheduler.status()
  const [named] = await withNames(db.read, asker, [status], { paused_by_name: (one) => one.paused_by })
  return named!
}

/** What operators and services see and do: the dashboard, the lifecycle and its scheduler. */
export function operationRoutes(app: App, services: Services): void {
  dashboardRoutes(app, services)
  const { db, scheduler } = services

  app.route({
    method: 'POST',
    url: '/lifecycle/run',
    config: { action: 'lifecycle.run', refusals: ['lifecycle_busy'] },
    schema: {
      operationId: 'runLifecycle',
      tags: ['operations'],
      summary: 'Do everything that is due, and report it',
      description:
        'Works whether or not the scheduler is off or paused, and waits for the run. With `dry_run` it changes nothing and answers what would change, and for how many; with `as_of` too, what would then.',
      body: requests.runBody,
      response: { 200: runOrPreview },
    },
    handler: async (request, reply): Promise<LifecycleRun | LifecyclePreview> => {
      // Nothing is done that could be done twice, so its answer is not kept with a key: a page asks for two each time it is opened.
      if (request.body?.dry_run) return previewLifecycle(db.read, request.body.as_of)
      return answerOnceDone(services, request, reply, () => scheduler.runNow('api'))
    },
  })

  app.route({
    method: 'GET',
    url: '/scheduler/status',
    config: { action: 'scheduler.read' },
    schema: {
      operationId: 'readScheduler',
      tags: ['operations'],
      summary: 'What the scheduler is doing',
      response: { 200: schedulerStatus },
    },
    handler: (request) => namedStatus(services, request.actor),
  })

  app.route({
    method: 'POST',
    url: '/scheduler/trigger',
    config: { action: 'scheduler.control', refusals: ['scheduler_off'] },
    schema: {
      operationId: 'triggerScheduler',
      tags: ['operations'],
      summary: 'Ask for a lifecycle run, on whichever node works',
      body: emptyBody,
      response: { 200: triggered },
    },
    handler: (request, reply) => answerOnceDone(services, request, reply, () => scheduler.trigger()),
  })

  app.route({
    method: 'POST',
    url: '/scheduler/pause',
    config: { action: 'scheduler.control' },
    schema: {
      operationId: 'pauseScheduler',
      tags: ['operations'],
      summary: 'Stop everything that moves by itself, on every node',
      body: emptyBody,
      response: { 200: schedulerStatus },
    },
    handler: (request, reply) =>
      answerOnceDone(services, request, reply, () => scheduler.pause(actorName(request.actor))),
  })

  app.route({
    method: 'POST',
    url: '/scheduler/resume',
    config: { action: 'scheduler.control' },
    schema: {
      operationId: 'resumeScheduler',
      tags: ['operations'],
      summary: 'Let things move by themselves again',
      body: emptyBody,
      response: { 200: schedulerStatus },
    },
    handler: (request, reply) => answerOnceDone(services, request, reply, () => scheduler.resume()),
  })

  app.route({
    method: 'GET',
    url: '/scheduler/runs',
    config: { action: 'scheduler.read' },
    schema: {
      operationId: 'listSchedulerRuns',
      tags: ['operations'],
      summary: 'The recorded runs, newest first',
      querystring: pageQuery,
      response: { 200: schedulerRun.array() },
    },
    handler: async (request, reply) => sendPage(request, reply, await scheduler.runs(pageOf(request, request.query))),
  })
}

function dashboardRoutes(app: App, services: Services): void {
  const { db } = services
  // Counts half a million joins, and nobody looks for what they have just done among them: the one reading of somebody
  // known that the replica takes.
  const seriesReader = createSeriesReader(db.replica)

  app.route({
    method: 'GET',
    url: '/dashboard/summary',
    config: { action: 'dashboard.read' },
    schema: {
      operationId: 'readSummary',
      tags: ['operations'],
      summary: 'Counts over all campaigns',
      response: { 200: dashboardSummary },
    },
    handler: () => summarizeCampaigns(db.read),
  })

  app.route({
    method: 'GET',
    url: '/dashboard/series',
    config: { action: 'dashboard.read' },
    schema: {
      operationId: 'readSeries',
      tags: ['operations'],
      summary: 'Joins and ended campaigns day by day, and how far new campaigns have come',
      description: 'A day that is over is counted once an hour, today at every request.',
      querystring: requests.seriesQuery,
      response: { 200: series },
    },
    handler: ({ query }) => seriesReader.read(query.days, query.time_zone),
  })

  app.route({
    method: 'GET',
    url: '/dashboard/stuck',
    config: { action: 'dashboard.read' },
    schema: {
      operationId: 'readStuck',
      tags: ['operations'],
      summary: 'What does not move as it should',
      description:
        'Failing and overdue campaigns, holds past their expiry, events that wait, what does not reach people and other systems, and the scheduler.',
      response: { 200: stuck },
    },
    async handler(request) {
      const { production, secret, smtp } = services.config
      const isMailMissing = production && secret !== undefined && smtp === undefined
      const [found, status] = await Promise.all([
        whatIsStuck(db.read, isMailMissing, fromAcceptLanguage(request.headers['accept-language'])),
        namedStatus(services, request.actor),
      ])
      return { ...found, scheduler: status }
    },
  })
}
