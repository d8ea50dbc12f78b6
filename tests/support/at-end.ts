/**
 * What is to be done when a test file ends, whoever asks for it and when: `afterAll` itself is only heard while tests are
 * being collected, and not from within a `beforeAll`.
 */
import { afterAll } from 'vitest'

const works: (() => unknown)[] = []

/** The last that was asked for is done first; all of it is done, and then the first failure is thrown. */
export const atEnd = (work: () => unknown): void => void works.push(work)

afterAll(async () => {
  const failures: unknown[] = []
  for (const work of works.reverse())
    try {
      await work()
    } catch (error) {
      failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
})
