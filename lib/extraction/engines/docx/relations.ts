/** Which parts of a Word file belong to its text. */
import { readXml } from './xml.ts'

export type Relations = {
  /** The one part of a kind (`styles`, `footnotes`), by where it is said to be or by its usual name. */
  partOf(kind: string): string
  /** The part that an id refers to. */
  target(id: string | undefined): string | undefined
}

/** Reads `word/_rels/document.xml.rels`, which a file may lack. */
export async function readRelations(part: AsyncIterable<Buffer>): Promise<Relations> {
  const byKind = new Map<string, string>()
  const byId = new Map<string, string>()
  await readXml(part, {
    open(name, { Id, Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      // Relative to the folder of the document, or from the root of the archive.
      const target = Target.startsWith('/') ? Target.slice(1) : `word/${Target}`
      byKind.set(Type.slice(Type.lastIndexOf('/') + 1), target)
      if (Id !== undefined) byId.set(Id, target)
    },
  })
  return {
    partOf: (kind) => byKind.get(kind) ?? `word/${kind}.xml`,
    target: (id) => (id === undefined ? undefined : byId.get(id)),
  }
}
