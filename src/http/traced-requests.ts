/** A span for each request, where traces are recorded: by its route, never by its address, in which somebody's words may be. */
import type { FastifyRequest } from 'fastify'
import { currentTracer, type OpenSpan } from '../kernel/tracing.ts'
import { isNeighbour } from './neighbour.ts'
import type { App } from './types.ts'

/** Comes before every other hook, so that what they ask is below it. */
export function traceRequests(app: App): void {
  const tracer = currentTracer()
  if (tracer === undefined) return
  const spans = new WeakMap<FastifyRequest, OpenSpan>()
  app.addHook('onRequest', (request, _reply, done) => {
    const { url, config } = request.routeOptions
    // A stream goes on for hours, and a probe comes every second.
    if (config.streams || config.action === 'operations.read') return done()
    const route = url ?? 'unknown'
    const attributes = { 'http.request.method': request.method, 'http.route': route, 'sambatan.request_id': request.id }
    // Strangers neither name our traces nor say which are kept.
    const { traceparent } = isNeighbour(request) ? request.headers : {}
    const believed = typeof traceparent === 'string' ? traceparent : undefined
    const span = tracer.open({ name: `${request.method} ${route}`, kind: 'server', attributes }, believed)
    spans.set(request, span)
    span.within(done)
  })
  // What a body's last bytes call comes from the connection, and is below nothing.
  app.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request)
    if (span === undefined) done()
    else span.within(done)
  })
  app.addHook('onResponse', (request, { statusCode }, done) => {
    spans.get(request)?.end({ 'http.response.status_code': statusCode }, statusCode >= 500)
    done()
  })
}
