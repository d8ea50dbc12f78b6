import { seeded } from '../../../scripts/samples/figures.ts'

/** Choices that are the same for the same seed. */
export type Dice = {
  /** 0 to below 1. */
  share(): number
  chance(share: number): boolean
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  digits(count: number): string
}

export function diceOf(seed: number): Dice {
  const share = seeded(seed * 7919 + 17)
  const whole = (least: number, most: number) => least + Math.floor(share() * (most - least + 1))
  return {
    share,
    chance: (probability) => share() < probability,
    whole,
    pick: <T>(from: readonly T[]): T => from[Math.floor(share() * from.length)]!,
    digits: (count) => Array.from({ length: count }, (_, at) => whole(at === 0 ? 1 : 0, 9)).join(''),
  }
}
