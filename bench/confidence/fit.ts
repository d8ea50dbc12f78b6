/** Logistic regression with a ridge, by Newton's method (Hosmer, Lemeshow, "Applied Logistic Regression", 1.2). */

export type Example = { signs: readonly number[]; right: boolean; weight: number }
/** What every example has, then one weight for each sign. */
export type Fit = { base: number; weights: number[] }

const MOST_STEPS = 40
const NEAR = 1e-6
/** Weights are held back by this times half their square; the base is not. */
const RIDGE = 1

export function fitLogistic(examples: readonly Example[]): Fit {
  const count = (examples[0]?.signs.length ?? 0) + 1
  let weights = new Array<number>(count).fill(0)
  for (let step = 0; step < MOST_STEPS; step++) {
    const slope = weights.map((weight, i) => (i === 0 ? 0 : -RIDGE * weight))
    const bend = weights.map((_, i) => weights.map((_, j) => (i === j && i > 0 ? RIDGE : i === j ? NEAR : 0)))
    for (const { signs, right, weight } of examples) {
      const input = [1, ...signs]
      const chance = logistic(input.reduce((sum, value, i) => sum + value * weights[i]!, 0))
      input.forEach((value, i) => {
        slope[i]! += weight * (Number(right) - chance) * value
        input.forEach((other, j) => {
          bend[i]![j]! += weight * chance * (1 - chance) * value * other
        })
      })
    }
    const change = solve(bend, slope)
    weights = weights.map((weight, i) => weight + change[i]!)
    if (change.every((by) => Math.abs(by) < NEAR)) break
  }
  const [base = 0, ...rest] = weights
  return { base, weights: rest }
}

export const chanceOf = ({ base, weights }: Fit, signs: readonly number[]): number =>
  logistic(signs.reduce((sum, value, i) => sum + value * weights[i]!, base))

const logistic = (score: number) => 1 / (1 + Math.exp(-score))

/** `matrix` is symmetric and positive definite, so that no rows need to change places. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  rows.forEach((row, i) => {
    for (const below of rows.slice(i + 1)) {
      const by = below[i]! / row[i]!
      for (let j = i; j < below.length; j++) below[j]! -= by * row[j]!
    }
  })
  const solution = new Array<number>(rows.length).fill(0)
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!
    const known = solution.reduce((sum, value, j) => (j > i ? sum + value * row[j]! : sum), 0)
    solution[i] = (row.at(-1)! - known) / row[i]!
  }
  return solution
}
