import type { Config } from '@netlify/functions'

export default () => new Response('created', { status: 201 })

export const config: Config = { path: '/things', method: ['POST', 'PUT'] }
