/** What commands say, and to whom: results on the standard output, everything else on the standard error. */
export const say = (line = ''): void => void process.stdout.write(`${line}\n`)
export const tell = (line: string): void => void process.stderr.write(`${line}\n`)

/** A mistake of whoever called the command: told as a sentence, without a stack. */
export class UsageError extends Error {}

/** Runs a command to its end; a failure is a clear sentence and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
