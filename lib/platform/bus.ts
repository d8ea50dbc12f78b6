/** Events to EventBridge. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { Config } from './config.ts'
import { unavailable } from './errors.ts'

/** The most that one PutEvents takes. */
const BATCH_SIZE = 10

export type BusEvent = { id: string; detail_type: string; detail: unknown }
export type Bus = ReturnType<typeof openBus>

export function openBus(config: Config, busName: string) {
  const { LEDGERLIFT_AWS_ACCESS_KEY_ID: accessKeyId, LEDGERLIFT_AWS_SECRET_ACCESS_KEY: secretAccessKey } = config
  const client = new EventBridgeClient({
    region: config.LEDGERLIFT_AWS_REGION,
    maxAttempts: 3,
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  })
  return {
    /** Puts events; returns the ids of those that the bus took. */
    put: async (events: BusEvent[]): Promise<string[]> => {
      const taken: string[] = []
      for (let start = 0; start < events.length; start += BATCH_SIZE) {
        const batch = events.slice(start, start + BATCH_SIZE)
        const Entries = batch.map(({ detail_type, detail }) => ({
          EventBusName: busName,
          Source: 'ledgerlift',
          DetailType: detail_type,
          Detail: JSON.stringify(detail),
        }))
        const answer = await client.send(new PutEventsCommand({ Entries })).catch((error: unknown) => {
          throw unavailable('The event bus', error)
        })
        batch.forEach(({ id }, index) => {
          if (answer.Entries?.[index]?.EventId) taken.push(id)
        })
      }
      return taken
    },
    close: (): void => client.destroy(),
  }
}
