import { assembleSchedules } from '../schedules/assemble.ts'
import type { StitchPage } from '../schedules/continuation.ts'
import type { Schedule, Table } from '../schedules/model.ts'
import { stitchTables } from '../schedules/stitch.ts'
import type { Artifact, PageResult, TableArtifact } from './model.ts'

/** A page as far as schedules depend on it. */
export type ReadPage = Pick<PageResult, 'number' | 'height' | 'artifacts'> & { engine: string }

const tableOf = ({ kind: _, engine: __, ...table }: TableArtifact, page: number | null): Table => ({ ...table, page })

function stitchPage({ number, height, artifacts }: ReadPage): StitchPage {
  const of = <Kind extends Artifact['kind']>(kind: Kind) =>
    artifacts.filter((artifact): artifact is Artifact & { kind: Kind } => artifact.kind === kind)
  return {
    number,
    height,
    tables: of('table').map((table) => tableOf(table, height === null ? null : number)),
    textBlocks: of('text').map(({ bbox, text, role }) => ({ bbox, text, role })),
  }
}

/**
 * The schedules of a whole document, in its order, each with the engine that read the page it begins on. Pages are
 * asked for once, and not held once their tables are joined.
 */
export function findSchedules(pages: Iterable<ReadPage>): (Schedule & { engine: string })[] {
  const engines = new Map<number | null, string>()
  const stitched = stitchTables(
    Array.from(pages, (page) => {
      engines.set(page.number, page.engine)
      return stitchPage(page)
    }),
  )
  const [first = 'none'] = engines.values()
  return assembleSchedules(stitched).map((schedule) => ({ ...schedule, engine: engines.get(schedule.page) ?? first }))
}
