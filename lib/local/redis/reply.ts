/** What Redis answers: text, whole numbers, nothing, or a list of these. */
export type Reply = string | number | null | Reply[]

/** An answer that begins with a word in capitals, such as `ERR` or `WRONGTYPE`. */
export class RedisError extends Error {
  override name = 'RedisError'
}

/** The outcome of one command among several. */
export type Outcome = { result: Reply } | { error: string }

/** Where commands are executed. A command is its name and its arguments. */
export type RedisBackend = {
  /** Rejects with a `RedisError` when Redis answers with an error. */
  call(command: string[]): Promise<Reply>
  /** All or, when one of them is malformed, none; nobody else's command comes between. */
  transaction(commands: string[][]): Promise<Outcome[]>
  close(): Promise<void>
}
