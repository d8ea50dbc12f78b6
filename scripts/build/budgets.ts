/** What each kind of function may weigh and take to load; `npm run check:bundles` fails above a limit. */
export const BUDGETS = {
  netlify: {
    /** What is parsed before the first request: the function and all that it imports statically. */
    eagerBytes: 350_000,
    /** All that Netlify uploads for the function, its own start-up code (1.1 MB, 0.3 MB of it in the zip) included. */
    zipBytes: 1_500_000,
    /**
     * The processor time of the import, against pg and kysely alone in the same run. zod/mini and Hono make it 1.3 to
     * 1.4; all of zod instead, or schemas that are built at once, would go beyond it.
     */
    importRatio: 1.5,
  },
  lambda: {
    /** AWS takes 250 MB, layers included. */
    unpackedBytes: 250_000_000,
  },
} as const
