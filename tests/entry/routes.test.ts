import path from 'node:path'
import { type ListedFunction, listFunctions } from '@netlify/zip-it-and-ship-it'
import { beforeAll, describe, expect, test } from 'vitest'
import { canonicalPath, spellingsOf } from '../../lib/entry/aliases.ts'
import { loadFunctionFiles, nameOf } from '../../scripts/openapi/endpoints.ts'

const files = await loadFunctionFiles()
const endpoints = files.flatMap((file) => file.endpoints)

const spellings = (of: (typeof files)[number]): string[] => [
  ...new Set(of.endpoints.flatMap((endpoint) => spellingsOf(endpoint.path))),
]

describe('a function has every spelling of its endpoints’ paths in its config, and no other path', () => {
  test.each(files.map((file) => [file.file, file] as const))('%s', (_, file) => {
    expect([...file.paths].sort()).toEqual(spellings(file).sort())
  })
})

test('no path belongs to two functions, and no endpoint is there twice', () => {
  const paths = files.flatMap((file) => file.paths)
  expect(new Set(paths).size).toBe(paths.length)
  const names = endpoints.map(nameOf)
  expect(new Set(names).size).toBe(names.length)
})

test('every spelling means its canonical path', () => {
  for (const endpoint of endpoints)
    for (const spelling of spellingsOf(endpoint.path)) expect(canonicalPath(spelling)).toBe(endpoint.path)
})

describe('Netlify reads from the sources what the modules say', () => {
  let listed: ListedFunction[]
  beforeAll(async () => {
    listed = await listFunctions(path.resolve(import.meta.dirname, '../../netlify/functions'), { parseISC: true })
  })

  test.each(files.map((file) => [file.file, file] as const))('the routes of %s', (name, { paths }) => {
    const found = listed.find(({ srcPath }) => path.basename(srcPath) === name)
    expect(found?.runtimeAPIVersion).toBe(2)
    expect(found?.routes?.map(({ pattern }) => pattern).sort()).toEqual([...paths].sort())
  })

  test('everything else runs on a clock', () => {
    const others = listed.filter(({ srcPath }) => !files.some(({ file }) => file === path.basename(srcPath)))
    expect(others.length).toBeGreaterThan(0)
    for (const { name, schedule, routes } of others) expect([name, Boolean(schedule), routes]).toEqual([name, true, []])
  })
})
