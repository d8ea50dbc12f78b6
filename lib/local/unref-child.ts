import type { ChildProcess } from 'node:child_process'

/** Lets this process end although the child runs and its output is read. */
export function unrefChild(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdout, child.stderr]) {
    // A pipe is a socket, which its type does not say.
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}
