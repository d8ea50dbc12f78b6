import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')
const toml = read('netlify.toml')

test('netlify.toml tells Netlify what the bundles are measured and tested with', () => {
  expect(toml).toContain('directory = "dist/netlify/functions"')
  expect(toml).toContain('node_bundler = "none"')
  expect(toml).toContain('included_files = ["dist/netlify/chunks/*.mjs"]')
})

describe.each(['docs', 'redoc'])('the page /%s', (page) => {
  test('is served with the policy that it states itself, and cannot be framed', () => {
    const stated = /Content-Security-Policy"\s+content="([^"]+)"/.exec(read(`public/${page}/index.html`))?.[1]
    const [, served] = toml.split(`for = "/${page}/*"`)[1]!.match(/Content-Security-Policy = "([^"]+)"/)!
    expect(served).toBe(`${stated}; frame-ancestors 'none'`)
  })
})

test('no policy stands for all paths, since a page obeys every policy it gets', () => {
  const [forAll] = toml.split('for = "/*"')[1]!.split('[[headers]]')
  expect(forAll).not.toContain('Content-Security-Policy')
})

test('the page for what is not there loads nothing; it may stand at any path, so it states its policy itself', () => {
  const page = read('public/404.html')
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'"`)
  expect(page).not.toMatch(/<(script|link|style|img)/)
})
