/** What each kind of function may weigh and take to load; `npm run check:bundles` fails above a limit. */
export const BUDGETS = {
  netlify: {
    /** What is parsed before the first request: the function and all that it imports statically. */
    eagerBytes: 400_000,
    /** All that Netlify uploads for the function, its own start-up code (1.1 MB, 0.3 MB of it in the zip) included. */
    zipBytes: 3_000_000,
    /**
     * The import, against pg and kysely alone in the same run. zod and Hono by themselves make it 1.4 to 1.5; the
     * goal stands and is not reached: above it a function is only named. The limit is where a library of a lazy import
     * has become an eager one.
     */
    importRatio: { goal: 1.5, limit: 3 },
  },
  lambda: {
    /** AWS takes 250 MB, layers included. */
    unpackedBytes: 250_000_000,
  },
} as const
