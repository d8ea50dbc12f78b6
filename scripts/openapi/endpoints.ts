import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Endpoint } from '../../lib/entry/endpoint.ts'

const FUNCTIONS = path.resolve(import.meta.dirname, '../../netlify/functions')

export type FunctionFile = { file: string; endpoints: readonly Endpoint[]; paths: string[] }

/** Every function that answers HTTP, in the order of their names, with its endpoints and the paths of its `config`. */
export async function loadFunctionFiles(): Promise<FunctionFile[]> {
  const files: FunctionFile[] = []
  for (const file of (await readdir(FUNCTIONS)).sort()) {
    const { default: handler, config } = await import(pathToFileURL(path.join(FUNCTIONS, file)).href)
    if (handler.endpoints) files.push({ file, endpoints: handler.endpoints, paths: [config.path ?? []].flat() })
  }
  return files
}

/** All endpoints of the product, by path, then by method. */
export async function loadEndpoints(): Promise<Endpoint[]> {
  const endpoints = (await loadFunctionFiles()).flatMap((file) => file.endpoints)
  const key = ({ path: at, method }: Endpoint) => `${at} ${method}`
  return endpoints.sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

/** A name for an endpoint: `POST /api/v1/jobs/:job_id/cancel`. */
export const nameOf = ({ method, path: at }: Endpoint): string => `${method} ${at}`
