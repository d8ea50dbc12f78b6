/** Deliveries by hand: what SQS may do to a consumer, made to happen. For stacks that do not poll. */
import { randomUUID } from 'node:crypto'
import type { SQSEvent } from 'aws-lambda'
import { lambdaContext } from '../../lib/local/sqs-event.ts'
import { traceOf, traceparent } from '../../lib/platform/trace.ts'
import type { Owner } from './owner.ts'

/** Loaded once a stack has started: only then do they know that nobody wants their metrics. */
const CONSUMERS = {
  extract: () => import('../../functions/extract-document.ts'),
  assemble: () => import('../../functions/assemble-job.ts'),
  costs: () => import('../../functions/record-cost.ts'),
  'dead-letters': () => import('../../functions/dead-letters.ts'),
}
type Queue = keyof typeof CONSUMERS

export type Letter = { id: string; destination: Queue; payload: Record<string, unknown>; trace_id: string }

/** A message as Lambda hands it over. */
export const eventOf = (letter: Letter, receiveCount = 1): SQSEvent => ({
  Records: [
    {
      messageId: randomUUID(),
      receiptHandle: 'by-hand',
      body: JSON.stringify(letter.payload),
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: '0',
        SenderId: 'test',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {
        traceparent: {
          dataType: 'String',
          stringValue: traceparent(traceOf(letter.trace_id)),
          stringListValues: [],
          binaryListValues: [],
        },
      },
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${letter.destination}`,
      awsRegion: 'us-east-1',
    },
  ],
})

type Options = {
  receiveCount?: number
  to?: Queue
  /** What the consumer is told it has left, each time it asks. */
  remainingMs?: () => number
}

/** Delivers one message; whether its consumer acknowledged it. */
export async function deliver(
  letter: Letter,
  { receiveCount, to, remainingMs = () => 900_000 }: Options = {},
): Promise<boolean> {
  const lambda = lambdaContext({ functionName: 'by-hand', requestId: randomUUID(), timeoutMs: 900_000 })
  const context = { ...lambda, getRemainingTimeInMillis: remainingMs }
  const { handler } = await CONSUMERS[to ?? letter.destination]()
  const { batchItemFailures } = await handler(eventOf(letter, receiveCount), context)
  return batchItemFailures.length === 0
}

/** What the product sends, taken from its outbox in the order of writing, and chunks by their pages. */
export function postOffice(owner: Owner) {
  const taken = new Set<string>()
  /** Messages that were not taken before. */
  const take = async (): Promise<Letter[]> => {
    const all = await owner.rows<Letter>(
      `select id, destination, payload, trace_id from outbox_messages where destination <> 'bus'
       order by created_at, (payload->'pages'->>'first')::int nulls first, id`,
    )
    const fresh = all.filter(({ id }) => !taken.has(id))
    for (const { id } of fresh) taken.add(id)
    return fresh
  }
  return {
    take,
    /** Delivers everything, and what follows from it, until nothing is left; returns all of it. */
    deliverAll: async (): Promise<Letter[]> => {
      const all: Letter[] = []
      for (let letters = await take(); letters.length > 0; letters = await take()) {
        all.push(...letters)
        for (const letter of letters) if (!(await deliver(letter))) throw new Error(`${letter.destination} failed`)
      }
      return all
    },
  }
}
