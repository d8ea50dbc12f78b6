import type { Config } from '@netlify/functions'

export default () => new Response('ran')

export const config: Config = { schedule: '@hourly' }
