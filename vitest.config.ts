import { defineConfig } from 'vitest/config'

// What is awaited comes soon on a quiet machine, and later on one that runs all the tests at once.
const poll = { timeout: 20_000, interval: 50 }

// Loads every core for minutes, or measures a process for as long: these run alone, by `npm run test:chaos`.
const alone = ['tests/chaos/kills.test.ts', 'tests/chaos/soak.test.ts']

// `*.stack.test.ts` needs the shared services that tests/stack.setup.ts starts; every other test needs nothing.
export default defineConfig({
  test: {
    // Most of what a stack does is waiting; by default a machine with two cores would run one file at a time.
    maxWorkers: '100%',
    coverage: { provider: 'v8', include: ['lib/**', 'netlify/**', 'functions/**'], reporter: ['text-summary', 'html'] },
    projects: [
      {
        test: {
          name: 'pure',
          expect: { poll },
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.stack.test.ts', ...alone],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stack',
          expect: { poll },
          include: ['tests/**/*.stack.test.ts'],
          globalSetup: ['tests/stack.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'chaos',
          expect: { poll },
          include: alone,
          fileParallelism: false,
          testTimeout: 600_000,
        },
      },
    ],
  },
})
