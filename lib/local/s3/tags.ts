import { invalidArgument, malformedXml, S3Error } from './errors.ts'
import type { Tag } from './version-store.ts'
import { parseXml, textsOf } from './xml.ts'

const MAX_TAGS = 10
const MAX_TAG_KEY = 128
const MAX_TAG_VALUE = 256

/** The `x-amz-tagging` header: pairs as in a URL's query. */
export function parseTagHeader(header: string | undefined): Tag[] {
  if (header === undefined) return []
  if (/%(?![0-9a-f]{2})/i.test(header)) throw invalidArgument('The header x-amz-tagging is malformed.')
  return assertTags([...new URLSearchParams(header)].map(([key, value]) => ({ key, value })))
}

/** A `<Tagging>` document. */
export function parseTagDocument(body: Buffer): Tag[] {
  const [set, ...more] = parseXml(body, 'Tagging').children
  if (set?.name !== 'TagSet' || more.length) throw malformedXml()
  return assertTags(
    set.children.map((tag) => {
      const { Key: key, Value: value } = textsOf(tag, ['Key', 'Value'])
      if (tag.name !== 'Tag' || key === undefined || value === undefined) throw malformedXml()
      return { key, value }
    }),
  )
}

function assertTags(tags: Tag[]): Tag[] {
  if (tags.length > MAX_TAGS) throw new S3Error(400, 'BadRequest', 'Object tags cannot be greater than 10')
  const invalid = tags.some(({ key, value }) => !key || key.length > MAX_TAG_KEY || value.length > MAX_TAG_VALUE)
  if (invalid || new Set(tags.map((tag) => tag.key)).size !== tags.length)
    throw new S3Error(400, 'InvalidTag', 'The tag provided was not a valid tag.')
  return tags
}
