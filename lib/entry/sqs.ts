/**
 * The one wrapper of SQS consumers, and the one place that touches middy and Powertools. Each record is parsed and
 * handled inside its own promise, so a malformed one fails alone; what fails is redelivered, what was refused for
 * good is acknowledged, since another delivery would end the same.
 */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import { parser } from '@aws-lambda-powertools/batch/parser'
import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import { Tracer } from '@aws-lambda-powertools/tracer'
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware'
import middy from '@middy/core'
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import type { Ctx } from '../platform/context.ts'
import type { LogSink } from '../platform/log.ts'
import { continueTrace } from '../platform/trace.ts'
import { instanceApp } from './app.ts'
import { asAppError } from './problem.ts'
import { systemContext } from './system-context.ts'

/** What every message carries besides its own fields: whose it is, and where their data lives. */
const Envelope = z.object({ company_id: z.uuid(), region: z.enum(['US', 'EU', 'APAC']) })

export type Delivery = {
  /** From 1; a queue gives a message up when it has been received as often as its redrive policy says. */
  receiveCount: number
  remainingMs(): number
}

type Consumer<Shape extends z.ZodRawShape> = {
  name: string
  message: z.ZodObject<Shape>
  handle(ctx: Ctx, message: z.output<z.ZodObject<Shape>>, delivery: Delivery): Promise<void>
}

export type ConsumerFunction = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

const SERVICE = 'ledgerlift'

const powertoolsSink = (logger: Logger): LogSink => {
  const write = { DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const
  return (level, message, fields) => logger[write[level]](message, fields)
}

/** What a message is about, under the names that log lines have for it. */
const idsIn = (body: object) => Object.fromEntries(Object.entries(body).filter(([name]) => name.endsWith('_id')))

/** Makes the handler of a queue's Lambda function. */
export function consumer<Shape extends z.ZodRawShape>({ name, message, handle }: Consumer<Shape>): ConsumerFunction {
  const logger = new Logger({ serviceName: SERVICE, logLevel: 'DEBUG', persistentKeys: { function: name } })
  const metrics = new Metrics({ namespace: SERVICE, serviceName: name })
  const tracer = new Tracer({ serviceName: SERVICE })
  const processor = new BatchProcessor(EventType.SQS, {
    parser,
    innerSchema: message.extend(Envelope.shape),
    transformer: 'json',
  })

  const handleRecord = async (record: SQSRecord, context: Context): Promise<void> => {
    const app = instanceApp(powertoolsSink(logger))
    const body = record.body as unknown as z.output<z.ZodObject<Shape>> & z.output<typeof Envelope>
    const trace = continueTrace(record.messageAttributes?.traceparent?.stringValue)
    const receiveCount = Number(record.attributes.ApproximateReceiveCount)
    const log = app.log.with({
      consumer: name,
      request_id: context.awsRequestId,
      message_id: record.messageId,
      receive_count: receiveCount,
      ...idsIn(body),
    })
    const ctx = systemContext(app, { actor: name, companyId: body.company_id, region: body.region, trace, log })
    const startedAt = performance.now()
    try {
      await handle(ctx, body, { receiveCount, remainingMs: () => context.getRemainingTimeInMillis() })
      metrics.addMetric('handled', MetricUnit.Count, 1)
      ctx.log.info('message handled', { duration_ms: Math.round(performance.now() - startedAt) })
    } catch (error) {
      const failure = asAppError(error)
      metrics.addMetric(failure.retryable ? 'failed' : 'refused', MetricUnit.Count, 1)
      const fields = { code: failure.code, error: failure.cause ?? failure }
      if (!failure.retryable) return ctx.log.warn('a message was refused for good', fields)
      ctx.log.error('a message failed and comes again', fields)
      throw failure
    }
  }

  return middy<SQSEvent, SQSBatchResponse>()
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .use(logMetrics(metrics))
    .handler((event, context) =>
      processPartialResponse(event, handleRecord, processor, { context, throwOnFullBatchFailure: false }),
    ) as ConsumerFunction
}
