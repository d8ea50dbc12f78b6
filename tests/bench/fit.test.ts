import { expect, test } from 'vitest'
import { disturbed } from '../../bench/confidence/disturb.ts'
import { chanceOf, type Example, fitLogistic } from '../../bench/confidence/fit.ts'
import { randomOf } from '../../bench/print-figures.ts'

const random = randomOf(4)
const unit = () => random.int(0, 1_000_000) / 1_000_000

test('weights that made the examples are found again', () => {
  const made = { base: 1.5, weights: [-2, 0, 0.8] }
  const examples = Array.from({ length: 20_000 }, (): Example => {
    const signs = [unit(), unit(), random.chance(0.5) ? 1 : 0]
    return { signs, right: unit() < chanceOf(made, signs), weight: 1 }
  })
  const { base, weights } = fitLogistic(examples)
  expect(Math.abs(base - made.base)).toBeLessThan(0.15)
  for (const [i, weight] of weights.entries()) expect(Math.abs(weight - made.weights[i]!)).toBeLessThan(0.2)
})

test('an example counts as much as it weighs', () => {
  const examples = (wrong: number): Example[] => [
    { signs: [], right: true, weight: 30 },
    { signs: [], right: false, weight: wrong },
  ]
  expect(chanceOf(fitLogistic(examples(10)), [])).toBeCloseTo(0.75, 3)
  expect(chanceOf(fitLogistic(examples(90)), [])).toBeCloseTo(0.25, 3)
})

test('lines are taken away from pages, and nothing else; the same ones for the same seed', () => {
  const rules = Array.from({ length: 200 }, (_, i) => {
    const at = { x0: i, y0: i, thickness: 1 }
    return i % 2 ? { ...at, x1: i + 50, y1: i } : { ...at, x1: i, y1: i + 50 }
  })
  const page = { number: 1, width: 600, height: 800, words: [], rules }
  const left = (seed: number) => disturbed([page], seed).map(([one]) => one!.rules)
  const [none, flats, most, some] = left(1)
  expect(none).toEqual([])
  expect(flats).toEqual(rules.filter((_, i) => i % 2))
  expect(most!.length).toBeGreaterThan(some!.length)
  expect(left(1)).toEqual([none, flats, most, some])
  expect(left(2)).not.toEqual([none, flats, most, some])
})
