import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FunctionsHost, startFunctionsHost } from '../../lib/local/functions-host.ts'
import { copyDocsAssets } from '../../scripts/copy-docs-assets.ts'

const PUBLIC = path.resolve(import.meta.dirname, '../../public')

let host: FunctionsHost
beforeAll(async () => {
  copyDocsAssets()
  host = await startFunctionsHost({ dir: path.resolve(import.meta.dirname, '../local/functions'), publicDir: PUBLIC })
})
afterAll(() => host.close())

/** Everything that a page loads. */
const sourcesIn = (html: string): string[] => [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!)

describe.each(['/docs', '/redoc'])('the page at %s', (page) => {
  test('loads everything from here, and every part of it is there', async () => {
    const response = await fetch(host.url + page)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    const sources = sourcesIn(await response.text())
    expect(sources.length).toBeGreaterThan(1)
    for (const source of sources) {
      expect(source).toMatch(/^\/[^/]/)
      const part = await fetch(host.url + source)
      expect([source, part.status]).toEqual([source, 200])
      expect(part.headers.get('content-type')).toMatch(source.endsWith('.css') ? /^text\/css/ : /^text\/javascript/)
    }
  })

  test('has no inline script, and a policy that would refuse one', async () => {
    const html = readFileSync(path.join(PUBLIC, page, 'index.html'), 'utf8')
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect(html).not.toMatch(/\son\w+=/)
    expect(html).toMatch(/Content-Security-Policy"\s+content="default-src 'none'; script-src 'self';/)
  })
})

test('the document is at /openapi.json, where the pages look for it', async () => {
  const response = await fetch(`${host.url}/openapi.json`)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toMatchObject({ openapi: '3.1.1' })
  for (const script of ['docs/explorer.js', 'redoc/reference.js'])
    expect(readFileSync(path.join(PUBLIC, script), 'utf8')).toContain("'/openapi.json'")
})

test('assets are copied once, and again when they are of another version', () => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'ledgerlift-assets-'))
  try {
    expect(copyDocsAssets(scratch).length).toBeGreaterThan(2)
    expect(copyDocsAssets(scratch)).toEqual([])
    rmSync(path.join(scratch, 'docs/assets/swagger-ui.css'))
    expect(copyDocsAssets(scratch)).toEqual(['docs/assets/swagger-ui.css'])
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
})
