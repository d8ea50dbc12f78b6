/** What each kind of function may weigh and take to load; `npm run check:bundles` fails above it. */
export const BUDGETS = {
  netlify: {
    /** What is parsed before the first request: the function and all that it imports statically. */
    eagerBytes: 400_000,
    /** All that Netlify uploads for the function, its own start-up code (1.1 MB, 0.3 MB of it in the zip) included. */
    zipBytes: 3_000_000,
    /** Against pg and kysely alone, measured in the same run. */
    importRatio: 1.5,
  },
  lambda: {
    /** AWS takes 250 MB, layers included. */
    unpackedBytes: 250_000_000,
  },
} as const
