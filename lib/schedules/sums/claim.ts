import { formatDecimal } from '../decimal.ts'
import type { Check, CheckKind, Place } from '../model.ts'

/** A check in the making: what else might be wrong with it, and how surely it holds. */
export type Claim = {
  check: Check
  /** `near`: off by what rounding could explain. */
  certainty: 'exact' | 'near'
  /** Cells in which one other digit would settle it, with what they would say. */
  fixes: { place: Place; proposed: string }[]
  /** How often figures like its own were rounded, 0..1. */
  rounded: number
  /** Figures other than zero that were added up. */
  counted: number
}

type Arithmetic = { kind: CheckKind; result: Place; operands: Place[]; subtracted?: Place[] }
type Outcome = { expected: bigint; actual: bigint; scale: number }

/** A check of whole numbers of one scale. */
export function checkOf(
  { subtracted = [], ...arithmetic }: Arithmetic,
  { expected, actual, scale }: Outcome,
  proved: boolean,
): Check {
  const decimal = (units: bigint) => formatDecimal({ units, scale })
  return {
    ...arithmetic,
    ...(subtracted.length > 0 ? { subtracted } : {}),
    expected: decimal(expected),
    actual: decimal(actual),
    difference: decimal(actual - expected),
    status: proved ? 'proved' : 'contradicted',
  }
}
