import { access, writeFile } from 'node:fs/promises'
import { pollUntil } from '../../../lib/local/poll-until.ts'

/** Writes `file` once `after` exists. */
export default async (request: Request) => {
  const { after, file } = await request.json()
  const exists = () =>
    access(after).then(
      () => true,
      () => false,
    )
  await pollUntil(exists, { timeoutMs: 10_000 })
  await writeFile(file, 'done')
}
