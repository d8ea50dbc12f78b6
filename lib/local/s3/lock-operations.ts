import { getBucket, setObjectLock } from './bucket-store.ts'
import type { Context } from './context.ts'
import { malformedXml, S3Error } from './errors.ts'
import { getStored } from './get-object.ts'
import { assertLockBucket, assertReplaceable, bypasses, parseDefaultRetention, parseLock } from './object-lock.ts'
import type { Call, Reply } from './request.ts'
import { setLegalHold, setLock } from './version-store.ts'
import { document, element, parseXml, textsOf } from './xml.ts'

export function putObjectRetention({ db, now }: Context, call: Call): Reply {
  assertLockBucket(getBucket(db, call.bucket))
  const version = getStored(db, call)
  const { Mode: mode, RetainUntilDate: until } = textsOf(parseXml(call.body, 'Retention'), ['Mode', 'RetainUntilDate'])
  if ((mode === undefined) !== (until === undefined)) throw malformedXml()
  const wanted = mode === undefined || until === undefined ? null : parseLock(mode, until, now())
  assertReplaceable(version.lock, wanted, now(), bypasses(call.headers))
  setLock(db, version.seq, wanted)
  return { status: 200 }
}

export function getObjectRetention({ db }: Context, call: Call): Reply {
  assertLockBucket(getBucket(db, call.bucket))
  const { lock } = getStored(db, call)
  if (!lock) throw noLockConfiguration()
  const until = new Date(lock.retainUntil).toISOString()
  const retention = element('Retention', element('Mode', lock.mode), element('RetainUntilDate', until))
  return { status: 200, body: document(retention) }
}

export function putObjectLegalHold({ db }: Context, call: Call): Reply {
  assertLockBucket(getBucket(db, call.bucket))
  const version = getStored(db, call)
  const { Status: status } = textsOf(parseXml(call.body, 'LegalHold'), ['Status'])
  if (status !== 'ON' && status !== 'OFF') throw malformedXml()
  setLegalHold(db, version.seq, status)
  return { status: 200 }
}

export function getObjectLegalHold({ db }: Context, call: Call): Reply {
  assertLockBucket(getBucket(db, call.bucket))
  const { legalHold } = getStored(db, call)
  if (!legalHold) throw noLockConfiguration()
  return { status: 200, body: document(element('LegalHold', element('Status', legalHold))) }
}

export function putObjectLockConfiguration({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const root = parseXml(call.body, 'ObjectLockConfiguration')
  const enabled = root.children.filter((child) => child.name === 'ObjectLockEnabled')
  const rules = root.children.filter((child) => child.name === 'Rule')
  if (enabled.length !== 1 || rules.length > 1 || enabled.length + rules.length !== root.children.length)
    throw malformedXml()
  if (enabled[0]?.text !== 'Enabled') throw malformedXml()
  if (bucket.versioning !== 'Enabled')
    throw new S3Error(409, 'InvalidBucketState', 'Versioning must be Enabled on the bucket to apply Object Lock')
  const [retention, ...more] = rules[0]?.children ?? []
  if (more.length || (rules.length && retention?.name !== 'DefaultRetention')) throw malformedXml()
  setObjectLock(
    db,
    bucket.name,
    retention ? parseDefaultRetention(textsOf(retention, ['Mode', 'Days', 'Years'])) : null,
  )
  return { status: 200 }
}

export function getObjectLockConfiguration({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  if (!bucket.object_lock)
    throw new S3Error(
      404,
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    )
  const retention = bucket.default_retention
  const rule =
    retention &&
    element(
      'Rule',
      element('DefaultRetention', element('Mode', retention.mode), element(retention.unit, retention.count)),
    )
  return {
    status: 200,
    body: document(element('ObjectLockConfiguration', element('ObjectLockEnabled', 'Enabled'), rule)),
  }
}

const noLockConfiguration = () =>
  new S3Error(404, 'NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration')
