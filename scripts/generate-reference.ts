/**
 * Writes docs/error-codes.md, docs/settings.md and .env.example from the tables that the product itself runs by;
 * with --check it only compares.
 */
import { writeOrCheck } from './generated-file.ts'
import { errorCodesPage } from './reference/error-codes.ts'
import { environmentExample, settingsPage } from './reference/settings.ts'

writeOrCheck('docs/error-codes.md', errorCodesPage())
writeOrCheck('docs/settings.md', settingsPage())
writeOrCheck('.env.example', environmentExample())
