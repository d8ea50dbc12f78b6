/**
 * Advisories of severity high or critical that we live with: its id, and why it cannot be used against us. One that
 * `npm audit` no longer reports must go from here.
 */
export const EXPLAINED: Record<string, string> = {}
