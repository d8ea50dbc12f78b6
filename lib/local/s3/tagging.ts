import { versionHeader } from './attributes.ts'
import { getBucket } from './bucket-store.ts'
import type { Context } from './context.ts'
import { getStored } from './get-object.ts'
import type { Call, Reply } from './request.ts'
import { parseTagDocument } from './tags.ts'
import { setTags } from './version-store.ts'
import { document, element } from './xml.ts'

export function putObjectTagging({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const version = getStored(db, call)
  setTags(db, version.seq, parseTagDocument(call.body))
  return { status: 200, headers: versionHeader(version, bucket.versioning) }
}

export function getObjectTagging({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const version = getStored(db, call)
  const tags = version.tags.map((tag) => element('Tag', element('Key', tag.key), element('Value', tag.value)))
  return {
    status: 200,
    headers: versionHeader(version, bucket.versioning),
    body: document(element('Tagging', element('TagSet', ...tags))),
  }
}

export function deleteObjectTagging({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const version = getStored(db, call)
  setTags(db, version.seq, [])
  return { status: 204, headers: versionHeader(version, bucket.versioning) }
}
