import { AppError } from '../platform/errors.ts'

/** A document without pages is charged as if it had one for each so many characters, and at least one. */
const CHARACTERS_PER_PAGE = 3_000

type Countable = { page_count: number; characters: number | null; paged: boolean }

/** The pages that a document is charged for, when all of it is read. */
export const billablePages = ({ page_count, characters, paged }: Countable): number =>
  paged ? page_count : Math.max(1, Math.ceil((characters ?? 0) / CHARACTERS_PER_PAGE))

/** The price of a whole job in cents; 402 `job_cost_limit_exceeded` above the cap. */
export function quote(pages: number, pagePriceCents: number, capCents: number): number {
  const cents = pages * pagePriceCents
  if (cents > capCents)
    throw new AppError(
      'job_cost_limit_exceeded',
      `${pages} pages at ${pagePriceCents} cents are ${cents} cents; a job may cost ${capCents}.`,
    )
  return cents
}
