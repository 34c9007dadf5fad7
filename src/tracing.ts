/**
 * OpenTelemetry, where the environment asks for it by the standard names (OTEL_*): spans of requests, of what pages ask the API, of
 * batches of joins, of jobs, of what is sent to people and other systems, and of statements. Nothing of it is loaded otherwise.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { hostname } from 'node:os'
import type { Context, Link, Span } from '@opentelemetry/api'
import { ConfigError } from './config.ts'
import { release } from './kernel/release.ts'
import { type Attributes, type Cause, type Ended, recordTraces, type SpanAbout, type Tracer } from './kernel/tracing.ts'

type Environment = Record<string, string | undefined>

/** Whether traces go anywhere. Throws ConfigError for what is asked for and not had here. */
export function wantsTraces(env: Environment): boolean {
  const isSet = (name: string) => env[name] !== undefined && env[name] !== ''
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return false
  const isAsked = ['OTEL_TRACES_EXPORTER', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'].some(
    isSet,
  )
  if (!isAsked) return false
  if (isSet('OTEL_TRACES_EXPORTER') && env.OTEL_TRACES_EXPORTER !== 'otlp') {
    throw new ConfigError('OTEL_TRACES_EXPORTER must be otlp or none: traces are sent to a collector, and nowhere else')
  }
  for (const name of ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL']) {
    if (isSet(name) && env[name] !== 'http/protobuf') {
      throw new ConfigError(`${name} must be http/protobuf, which collectors take at port 4318`)
    }
  }
  return true
}

/** Starts what the environment asks for; what comes back is closed at the end, and sends what is left. */
export async function startTracing(env: Environment): Promise<AsyncDisposable> {
  if (!wantsTraces(env)) return { [Symbol.asyncDispose]: async () => {} }
  const [api, sdk, resources, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
  ])
  const ours = resources.resourceFromAttributes({
    'service.name': 'sambatan',
    'service.version': release,
    'service.instance.id': `${hostname()}:${process.pid}`,
  })
  // The rest of the standard names is read by the libraries: where to, with which headers, how many of how many.
  const given = resources.detectResources({ detectors: [resources.envDetector] })
  const provider = new sdk.BasicTracerProvider({
    resource: ours.merge(given),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  })
  recordTraces(tracerOf(api, provider))
  return {
    async [Symbol.asyncDispose]() {
      recordTraces(undefined)
      // A collector that is away keeps nobody from leaving.
      await provider.shutdown().catch(() => undefined)
    },
  }
}

type Api = typeof import('@opentelemetry/api')
type Provider = import('@opentelemetry/sdk-trace-base').BasicTracerProvider

function tracerOf(api: Api, provider: Provider): Tracer {
  const tracer = provider.getTracer('sambatan', release)
  const surroundings = new AsyncLocalStorage<Context>()

  function start({ name, kind, attributes = {}, parent, links = [] }: SpanAbout, above: Context): Span {
    const { SERVER: server, CLIENT: client, CONSUMER: consumer } = api.SpanKind
    const kinds = { server, client, consumer }
    const options = {
      kind: kind === undefined ? api.SpanKind.INTERNAL : kinds[kind],
      attributes,
      links: links.flatMap((each): Link[] => {
        const context = api.trace.getSpanContext(each as Context)
        return context === undefined ? [] : [{ context }]
      }),
    }
    return tracer.startSpan(name, options, (parent as Context | undefined) ?? above)
  }

  function above(): Context {
    return surroundings.getStore() ?? api.ROOT_CONTEXT
  }

  return {
    current: () => surroundings.getStore() as Cause | undefined,
    note(attributes) {
      api.trace.getSpan(above())?.setAttributes(attributes)
    },
    write: (cause) => writeContext(api, cause as Context),
    read(traceparent) {
      const context = contextOf(api, traceparent)
      return context === api.ROOT_CONTEXT ? undefined : (context as Cause)
    },
    async run(about, work, ended) {
      const span = start(about, above())
      const base = (about.parent as Context | undefined) ?? above()
      try {
        const result = await surroundings.run(api.trace.setSpan(base, span), work)
        if (ended !== undefined) end(api, span, ended(result))
        return result
      } catch (error) {
        // By its code alone: in what a database says there may be what somebody wrote.
        fail(api, span, String((error as { code?: unknown } | null)?.code ?? 'error'))
        throw error
      } finally {
        span.end()
      }
    },
    open(about, traceparent) {
      const base = surroundings.getStore() ?? contextOf(api, traceparent)
      const span = start(about, base)
      const context = api.trace.setSpan(base, span)
      return {
        within: (work) => surroundings.run(context, work),
        end(attributes: Attributes, failed: boolean) {
          end(api, span, { attributes, failed })
          span.end()
        },
      }
    },
  }
}

function end(api: Api, span: Span, { attributes, failed }: Ended): void {
  span.setAttributes(attributes)
  const type = attributes['http.response.status_code'] ?? attributes['sambatan.outcome'] ?? 'error'
  if (failed) fail(api, span, String(type))
}

function fail(api: Api, span: Span, type: string): void {
  span.setAttribute('error.type', type)
  span.setStatus({ code: api.SpanStatusCode.ERROR })
}

/** By W3C Trace Context: `00-<trace>-<span>-<flags>`. */
function contextOf(api: Api, traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? []
  if (traceId === undefined) return api.ROOT_CONTEXT
  const caller = { traceId, spanId: spanId!, traceFlags: Number.parseInt(flags!, 16), isRemote: true }
  return api.isSpanContextValid(caller) ? api.trace.setSpanContext(api.ROOT_CONTEXT, caller) : api.ROOT_CONTEXT
}

function writeContext(api: Api, context: Context): string | undefined {
  const { traceId, spanId, traceFlags } = api.trace.getSpanContext(context) ?? {}
  return traceId && `00-${traceId}-${spanId}-${String(traceFlags).padStart(2, '0')}`
}
