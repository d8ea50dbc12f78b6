import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { spellingsOf } from '../../lib/entry/aliases.ts'
import type { Layout } from '../../scripts/build/layout.ts'
import { buildNetlify } from '../../scripts/build/netlify.ts'
import { readRoutes, zipSizes } from '../../scripts/build/netlify-tool.ts'
import { loadFunctionFiles } from '../../scripts/openapi/endpoints.ts'
import { buildFolder } from './run-built.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const files = await loadFunctionFiles()
let layout: Layout
let read: Awaited<ReturnType<typeof readRoutes>>

beforeAll(async () => {
  layout = await buildFolder()
  await buildNetlify(layout)
  read = await readRoutes(layout)
}, 60_000)

describe('Netlify’s tool reads from the built files every spelling of the endpoints’ paths, and no other', () => {
  test.each(files.map(({ file, endpoints }) => [path.parse(file).name, endpoints] as const))(
    '%s',
    (name, endpoints) => {
      const paths = [...new Set(endpoints.flatMap((endpoint) => spellingsOf(endpoint.path)))]
      expect(read.find((one) => one.name === name)?.paths.sort()).toEqual(paths.sort())
    },
  )
})

test('every built file is a function of the sources, and each that has no route has its clock', async () => {
  const sources = readdirSync(path.join(ROOT, 'netlify/functions')).map((file) => path.parse(file).name)
  expect(read.map(({ name }) => name).sort()).toEqual(sources.sort())
  for (const { name, paths, schedule } of read) {
    const { config } = await import(path.join(ROOT, 'netlify/functions', `${name}.ts`))
    expect([name, paths.length > 0, schedule]).toEqual([name, config.path !== undefined, config.schedule])
  }
})

test('a zip is made of every function as it was built', async () => {
  const zips = await zipSizes(layout, path.join(path.dirname(layout.maps), 'zips'))
  expect([...zips.keys()].sort()).toEqual(read.map(({ name }) => name).sort())
  for (const size of zips.values()) expect(size).toBeGreaterThan(100_000)
})
