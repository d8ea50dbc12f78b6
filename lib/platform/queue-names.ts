import type { Config } from './config.ts'

/** The setting that says where each queue is. Apart from their client, so that naming a queue loads no SDK. */
export const QUEUE_SETTINGS = {
  extract: 'QUEUE_URL_EXTRACT',
  assemble: 'QUEUE_URL_ASSEMBLE',
  costs: 'QUEUE_URL_COSTS',
  'dead-letters': 'QUEUE_URL_DEAD_LETTERS',
} as const satisfies Record<string, keyof Config>

export type QueueName = keyof typeof QUEUE_SETTINGS
export const QUEUE_NAMES = Object.keys(QUEUE_SETTINGS) as QueueName[]
