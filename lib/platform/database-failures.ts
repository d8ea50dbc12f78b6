/** What PostgreSQL, a pooler or the network may say, and what it means for the work that was cut short. */
import { AppError, unavailable } from './errors.ts'

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''

/** Nobody there, a connection that broke, a server that is stopping or starting or has no connection left. */
const BROKEN_CODE = /^(08|57P0[1-35]|53300|25P03|ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN)/
const BROKEN_MESSAGE =
  /Connection terminated|connection error and is not queryable|Client was closed|timeout exceeded when trying to connect/

/** A deadlock or a failed serialisation, of which one side may go on and the other may come again. */
const COLLISION_CODE = /^40/

/** The server cannot at present: out of memory or disk, the database is gone, or the statement took too long. */
const UNABLE_CODE = /^(53|57|ENOTFOUND)/

/** Text that only a client can have sent: PostgreSQL stores no NUL, in text (22021) or in jsonb (22P05). */
const UNSTORABLE = ['22021', '22P05']

/** Whether the connection was lost, or never came about: what had been sent on it may have arrived or not. */
export const isConnectionLost = (error: unknown): boolean =>
  BROKEN_CODE.test(codeOf(error)) || BROKEN_MESSAGE.test(error instanceof Error ? error.message : '')

/** Whether the server has rolled the transaction back so that another may win. */
export const isCollision = (error: unknown): boolean => COLLISION_CODE.test(codeOf(error))

/**
 * Connection trouble, collisions and what the server is unable to do are worth another try and say nothing public; a
 * character that cannot be stored is the client's; everything else is passed on as it is.
 */
export function translateFailure(error: unknown): unknown {
  if (error instanceof AppError) return error
  if (isConnectionLost(error) || isCollision(error) || UNABLE_CODE.test(codeOf(error)))
    return unavailable('The database', error)
  return UNSTORABLE.includes(codeOf(error))
    ? new AppError('validation_failed', 'A text holds a character that cannot be stored.', { cause: error })
    : error
}
