/** Events to EventBridge. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { Config } from './config.ts'
import { unavailable } from './errors.ts'
import { inBatches, isRefusal } from './in-batches.ts'

/** The most that one PutEvents takes. */
const BATCH_SIZE = 10

/** Three tries by the SDK, each broken off after so long: as short as those of a queue, and for the same reason. */
const PATIENCE = { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true }

export type BusEvent = { id: string; detail_type: string; detail: unknown }
export type Bus = ReturnType<typeof openBus>

export function openBus(config: Config, busName: string) {
  const { LEDGERLIFT_AWS_ACCESS_KEY_ID: accessKeyId, LEDGERLIFT_AWS_SECRET_ACCESS_KEY: secretAccessKey } = config
  const client = new EventBridgeClient({
    region: config.LEDGERLIFT_AWS_REGION,
    maxAttempts: 3,
    requestHandler: PATIENCE,
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  })
  return {
    /** Puts events; returns the ids of those that the bus took. Throws when it took none, as queues do. */
    put: (events: BusEvent[]): Promise<string[]> =>
      inBatches(events, BATCH_SIZE, async (batch) => {
        const Entries = batch.map(({ detail_type, detail }) => ({
          EventBusName: busName,
          Source: 'ledgerlift',
          DetailType: detail_type,
          Detail: JSON.stringify(detail),
        }))
        const answer = await client.send(new PutEventsCommand({ Entries }))
        return batch.filter((_, index) => answer.Entries?.[index]?.EventId).map(({ id }) => id)
      }).catch((error: unknown) => {
        throw isRefusal(error) ? error : unavailable('The event bus', error)
      }),
    close: (): void => client.destroy(),
  }
}
