import type { Config, Context } from '@netlify/functions'

export default async (_: Request, context: Context) => {
  if (context.params.how === 'next') return context.next()
  if (context.params.how === 'later') {
    context.waitUntil(Promise.reject(new Error('failed later')))
    return
  }
  throw new Error('a secret reason')
}

export const config: Config = { path: '/fails/:how' }
