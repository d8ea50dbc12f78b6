import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What the embedded services trust each other by; made once for a folder. */
export type LocalSecrets = {
  encryption_key: string
  s3_access_key: string
  s3_secret_key: string
  redis_token: string
  internal_token: string
}

const makeSecrets = (): LocalSecrets => ({
  encryption_key: randomBytes(32).toString('base64'),
  s3_access_key: `local${randomBytes(8).toString('hex')}`,
  s3_secret_key: randomBytes(20).toString('hex'),
  redis_token: randomBytes(20).toString('hex'),
  internal_token: randomBytes(20).toString('hex'),
})

/** The secrets of a data folder; only its owner may read the file. */
export function readOrMakeSecrets(dir: string): LocalSecrets {
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, 'secrets.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secrets = makeSecrets()
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600, flag: 'wx' })
  return secrets
}
