/** Prometheus metrics of one node, in a registry of their own. Labels never carry what people typed or who they are. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  registry: Registry
  request(method: string, route: string, status: number, seconds: number): void
  joinBatch(size: number, seconds: number): void
  transition(event: string, count: number): void
  schedulerRun(trigger: string, seconds: number, ok: boolean): void
  /** A value that is read when the metrics are. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** Several of a kind, each by the value of one label. */
  gauges(name: string, help: string, label: string, read: () => Promise<Record<string, number>>): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'sambatan_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const batchSizes = new Histogram({
    name: 'sambatan_join_batch_size',
    help: 'Joins that went into one transaction together',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers,
  })
  const batchSeconds = new Histogram({
    name: 'sambatan_join_batch_seconds',
    help: 'Time of one batch of joins in the database',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers,
  })
  const transitions = new Counter({
    name: 'sambatan_transitions_total',
    help: 'Transitions made by lifecycle runs of this node',
    labelNames: ['event'],
    registers,
  })
  const runs = new Histogram({
    name: 'sambatan_scheduler_run_seconds',
    help: 'Time of one lifecycle run of this node',
    labelNames: ['trigger', 'result'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  })
  /** Looking a label set up in the library costs more than counting: each is looked up once. */
  const observers = new Map<string, { observe(seconds: number): void }>()
  return {
    registry,
    request(method, route, status, seconds) {
      const key = `${status} ${method} ${route}`
      let observer = observers.get(key)
      if (!observer) {
        observer = requests.labels(method, route, String(status))
        observers.set(key, observer)
      }
      observer.observe(seconds)
    },
    joinBatch(size, seconds) {
      batchSizes.observe(size)
      batchSeconds.observe(seconds)
    },
    transition: (event, count) => transitions.labels(event).inc(count),
    schedulerRun: (trigger, seconds, ok) => runs.labels(trigger, ok ? 'ok' : 'failed').observe(seconds),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await read())
        },
      })
    },
    gauges(name, help, label, read) {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        async collect() {
          for (const [value, count] of Object.entries(await read())) this.set({ [label]: value }, count)
        },
      })
    },
  }
}
