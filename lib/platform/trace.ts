import { randomBytes } from 'node:crypto'

/** Where a request stands in a distributed trace (W3C Trace Context, https://www.w3.org/TR/trace-context/). */
export type Trace = { trace_id: string; span_id: string; sampled: boolean }

/** A version after 00 may have more fields. */
const TRACEPARENT =
  /^(?!ff)(?:00(?!.{54})|(?!00)[0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/

const newSpanId = (): string => randomBytes(8).toString('hex')

/** Continues the caller's trace with a span of our own, or begins one. */
export function continueTrace(traceparent: string | null | undefined): Trace {
  const match = TRACEPARENT.exec(traceparent ?? '')
  if (!match) return { trace_id: randomBytes(16).toString('hex'), span_id: newSpanId(), sampled: true }
  return { trace_id: match[1]!, span_id: newSpanId(), sampled: (Number.parseInt(match[3]!, 16) & 1) === 1 }
}

/** A span of our own in a trace that is known by its id alone, as on a stored job. */
export const traceOf = (traceId: string): Trace => ({ trace_id: traceId, span_id: newSpanId(), sampled: true })

export const traceparent = (trace: Trace): string =>
  `00-${trace.trace_id}-${trace.span_id}-${trace.sampled ? '01' : '00'}`
