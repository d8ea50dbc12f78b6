import path from 'node:path'

/** Where a build puts what it makes. */
export const layoutOf = (outDir: string) => ({
  /** One file for each Netlify function, and nothing else: every file here is taken for a function. */
  functions: path.join(outDir, 'netlify/functions'),
  /** What the functions share, and what they load when it is needed. */
  chunks: path.join(outDir, 'netlify/chunks'),
  /** One folder for each Lambda function; its content is the zip's. */
  lambda: path.join(outDir, 'lambda'),
  maps: path.join(outDir, 'maps'),
  /** What went into each output, as esbuild tells it. */
  metafiles: path.join(outDir, 'metafiles'),
})

export type Layout = ReturnType<typeof layoutOf>
