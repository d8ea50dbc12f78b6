import pRetry from 'p-retry'

/**
 * Four tries, with pauses of 0.1 to 0.2 s, 0.3 to 0.6 s and 0.9 to 1.8 s between them, so that those who were cut off
 * together do not all come back together. After so long no further try begins: a caller has 60 s at most.
 */
const TRIES = { retries: 3, minTimeout: 100, factor: 3, randomize: true, maxRetryTime: 12_000 }

/** Does `work` again while it fails with what may be over in a moment; then throws its last error. */
export const retrying = <T>(work: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T> =>
  pRetry(work, { ...TRIES, shouldRetry: ({ error }) => mayPass(error) })
