import type { Config } from '@netlify/functions'

export default () => new Response('listed')

export const config: Config = { path: '/things', method: 'GET' }
