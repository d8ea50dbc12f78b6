/** Names that turn out to be running heads: they stand at the top of pages that the table is not on. */
import type { StitchPage } from './continuation.ts'
import { type NamedBlock, nameTables } from './detect/names.ts'
import type { Table } from './model.ts'

/** Running heads stand within this share of the page's height from its top. */
const headShare = 0.15
/** A title may stand on one page more, over another table of the same kind. */
const minOtherPages = 2

/** Says whether a text runs on over pages other than those of the table; numbers of pages in it may differ. */
export function findRunningHeads(pages: readonly StitchPage[]): (text: string, own: readonly number[]) => boolean {
  const found = new Map<string, Set<number>>()
  for (const { number, height, textBlocks } of pages) {
    const top = (textBlocks ?? []).filter(({ bbox }) => bbox && height !== null && bbox[1] < headShare * height)
    for (const { text } of top) found.set(keyOf(text), (found.get(keyOf(text)) ?? new Set()).add(number))
  }
  return (text, own) =>
    [...(found.get(keyOf(text)) ?? [])].filter((page) => !own.includes(page)).length >= minOtherPages
}

/** The name of a page's table without what runs on; null where nothing else is said. */
export function nameAgain(table: Table, page: StitchPage, isRunning: (text: string) => boolean): string | null {
  const blocks = (page.textBlocks ?? []).flatMap((block): NamedBlock[] => {
    const { bbox } = block
    return bbox && !isRunning(block.text) ? [{ ...block, bbox }] : []
  })
  return nameTables(page.tables, blocks)[page.tables.indexOf(table)]?.name ?? null
}

const keyOf = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '')
