/** Whether the peer answered that it does not want this, rather than not answering. */
export const isRefusal = (error: unknown): boolean => {
  const status = (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode
  return status !== undefined && status >= 400 && status < 500 && status !== 429
}

/**
 * Sends items in batches of at most `size`; `send` returns the ids that were taken, and so does this. A batch that is
 * refused as a whole is sent again in halves, so that one item that cannot be sent keeps no other one back. What
 * earlier and later batches had taken counts, whatever befalls one; throws only when nothing was taken at all.
 */
export async function inBatches<Item>(
  items: Item[],
  size: number,
  send: (batch: Item[]) => Promise<string[]>,
): Promise<string[]> {
  const taken: string[] = []
  const failures: unknown[] = []
  const attempt = async (batch: Item[]): Promise<void> => {
    try {
      taken.push(...(await send(batch)))
    } catch (error) {
      if (!isRefusal(error) || batch.length === 1) return void failures.push(error)
      const middle = Math.ceil(batch.length / 2)
      await attempt(batch.slice(0, middle))
      await attempt(batch.slice(middle))
    }
  }
  for (let start = 0; start < items.length; start += size) await attempt(items.slice(start, start + size))
  if (taken.length === 0 && failures.length > 0) throw failures[0]
  return taken
}
