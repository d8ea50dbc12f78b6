import type { Config } from '@netlify/functions'

export default () => new Response('made')

export const config: Config = { path: ['/page', '/other-page', '/shadowed.txt'], preferStatic: true }
