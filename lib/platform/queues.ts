/** Messages to SQS. Which queue a destination is, is a setting; what it says, its consumer knows. */
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Config } from './config.ts'
import { unavailable } from './errors.ts'
import { inBatches, isRefusal } from './in-batches.ts'
import { QUEUE_SETTINGS, type QueueName } from './queue-names.ts'

/** The most that one SendMessageBatch takes. */
const BATCH_SIZE = 10

/**
 * Three tries by the SDK, each broken off after so long, so that a batch takes 15 s at most. Whoever sends does so
 * between its commit and its answer, and holds a lease on the messages.
 */
const PATIENCE = { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true }

const unanswered = (error: unknown): never => {
  throw isRefusal(error) ? error : unavailable('The queue', error)
}

export type Outgoing = { id: string; body: string; traceparent: string | null }
export type Queues = ReturnType<typeof openQueues>

export function openQueues(config: Config) {
  const { LEDGERLIFT_AWS_ACCESS_KEY_ID: accessKeyId, LEDGERLIFT_AWS_SECRET_ACCESS_KEY: secretAccessKey } = config
  const sqs = new SQSClient({
    region: config.LEDGERLIFT_AWS_REGION,
    maxAttempts: 3,
    requestHandler: PATIENCE,
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    ...(config.SQS_ENDPOINT ? { endpoint: config.SQS_ENDPOINT } : {}),
  })
  const urlOf = (queue: QueueName): string => config[QUEUE_SETTINGS[queue]]

  return {
    /**
     * Sends messages; returns the ids of those that the queue took. Throws when it took none and did not say why:
     * `dependency_unavailable`, or the queue's own refusal.
     */
    send: (queue: QueueName, messages: Outgoing[]): Promise<string[]> =>
      inBatches(messages, BATCH_SIZE, async (batch) => {
        const Entries = batch.map(({ id, body, traceparent }) => ({
          Id: id,
          MessageBody: body,
          MessageAttributes: {
            message_id: { DataType: 'String', StringValue: id },
            ...(traceparent ? { traceparent: { DataType: 'String', StringValue: traceparent } } : {}),
          },
        }))
        const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }))
        return Successful.map(({ Id }) => Id!)
      }).catch(unanswered),

    /** How many messages wait, are being handled, or are delayed. */
    depth: async (queue: QueueName): Promise<{ waiting: number; in_flight: number; delayed: number }> => {
      const { Attributes = {} } = await sqs
        .send(new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] }))
        .catch((error: unknown) => {
          throw unavailable('The queue', error)
        })
      return {
        waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
        in_flight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
        delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
      }
    },

    close: (): void => sqs.destroy(),
  }
}
