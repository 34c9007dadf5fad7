/**
 * What is worth seeing in a trace, told to whoever records traces; nobody does unless the environment asks for it
 * (`src/tracing.ts`), and then all of this is one comparison.
 */

export type Attributes = Record<string, string | number | boolean>

/** A span as others can be below it, or linked to it. Only its tracer looks into it. */
export type Cause = object

export interface SpanAbout {
  name: string
  kind?: 'server' | 'client' | 'consumer'
  attributes?: Attributes
  /** Below which it is, where that is not what surrounds it. */
  parent?: Cause | undefined
  /** Whatever else it was made for. */
  links?: Cause[]
}

export interface OpenSpan {
  /** Runs what is below it. */
  within(work: () => void): void
  end(attributes: Attributes, failed: boolean): void
}

/** How something ended that does not throw when it fails. */
export interface Ended {
  attributes: Attributes
  failed: boolean
}

export interface Tracer {
  /**
   * Ends with what `work` gives, failed where that throws.
   * @param ended says of what it gives how it ended
   */
  run<T>(about: SpanAbout, work: () => Promise<T>, ended?: (result: T) => Ended): Promise<T>
  /** @param traceparent of the caller, where it is to be believed */
  open(about: SpanAbout, traceparent: string | undefined): OpenSpan
  current(): Cause | undefined
  /** Adds to what surrounds this moment. */
  note(attributes: Attributes): void
  /** As it is carried past this process: `traceparent`. */
  write(cause: Cause): string | undefined
  read(traceparent: string): Cause | undefined
}

let tracer: Tracer | undefined

/** Undefined: nobody records. */
export function recordTraces(by: Tracer | undefined): void {
  tracer = by
}

/** Who records, for what is decided once. */
export function currentTracer(): Tracer | undefined {
  return tracer
}

/** What surrounds this moment, to be carried to where the work is done. */
export function currentCause(): Cause | undefined {
  return tracer?.current()
}

/** The same, for what is done by another process. */
export function writtenCause(): string | undefined {
  const cause = tracer?.current()
  return cause && tracer?.write(cause)
}

export function readCause(traceparent: unknown): Cause | undefined {
  return typeof traceparent === 'string' ? tracer?.read(traceparent) : undefined
}

/** Adds to what surrounds this moment what is known only now. */
export function noteInTrace(attributes: Attributes): void {
  tracer?.note(attributes)
}

export function traced<T>(about: () => SpanAbout, work: () => Promise<T>, ended?: (result: T) => Ended): Promise<T> {
  return tracer === undefined ? work() : tracer.run(about(), work, ended)
}

/** Only below something: what nodes do by themselves every second is in no trace. */
export function tracedWithin<T>(about: () => SpanAbout, work: () => Promise<T>): Promise<T> {
  return tracer?.current() === undefined ? work() : tracer.run(about(), work)
}
