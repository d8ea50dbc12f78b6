/** Netlify's own tool over what was built, with the settings that netlify.toml gives it. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Config, listFunctions, zipFunctions } from '@netlify/zip-it-and-ship-it'
import type { Layout } from './layout.ts'

/**
 * `none`: functions go into the zip as they are. With any other choice the tool bundles each function once more, into
 * one file that is not minified and holds what was to be loaded later.
 */
const settings = (layout: Layout): Config => ({
  '*': {
    nodeBundler: 'none',
    includedFiles: [`${path.basename(layout.chunks)}/*.mjs`],
    includedFilesBasePath: path.dirname(layout.chunks),
  },
})

/** Routes and crons as the tool reads them from the built files. */
export async function readRoutes(layout: Layout) {
  const listed = await listFunctions(layout.functions, { config: settings(layout), parseISC: true })
  return listed.map(({ name, routes = [], schedule }) => ({
    name,
    paths: routes.map(({ pattern }) => pattern),
    schedule,
  }))
}

/** Zips every function into the folder; returns the size of each zip by the function's name. */
export async function zipSizes(layout: Layout, folder: string): Promise<Map<string, number>> {
  await mkdir(folder, { recursive: true })
  const zipped = await zipFunctions(layout.functions, folder, {
    basePath: path.dirname(layout.functions),
    config: settings(layout),
  })
  return new Map(zipped.map(({ name, size }) => [name, size ?? 0]))
}
