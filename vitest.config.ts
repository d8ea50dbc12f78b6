import { defineConfig } from 'vitest/config'

// `*.stack.test.ts` needs the shared services that tests/stack.setup.ts starts; every other test needs nothing.
export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['lib/**', 'netlify/**', 'functions/**'], reporter: ['text-summary', 'html'] },
    projects: [
      {
        test: {
          name: 'pure',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.stack.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['tests/**/*.stack.test.ts'],
          globalSetup: ['tests/stack.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
