import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { givenSettings } from '../platform/config.ts'

/** Where `npm start` keeps its data, below the folder that it is called in. */
export const DATA_DIR = '.data'

const FILE = path.join(DATA_DIR, 'settings.json')

type Running = { pid: number; settings: Record<string, string> }

/** Lets commands in the same folder find the running stack; only its owner may read the file. */
export function announceSettings(settings: Record<string, string>): () => void {
  writeFileSync(FILE, JSON.stringify({ pid: process.pid, settings } satisfies Running), { mode: 0o600 })
  return () => rmSync(FILE, { force: true })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The settings that a command goes by: those given to it, else those of the stack that runs in this folder. */
export function commandSettings(): Record<string, string> {
  const given = givenSettings()
  if (given.DATABASE_URL) return given
  try {
    const { pid, settings } = JSON.parse(readFileSync(FILE, 'utf8')) as Running
    return isRunning(pid) ? { ...settings, ...given } : given
  } catch {
    return given
  }
}
