import type { Language } from './language.ts'
import { dutch } from './languages/dutch.ts'
import { english } from './languages/english.ts'
import { french } from './languages/french.ts'
import { german } from './languages/german.ts'
import { italian } from './languages/italian.ts'
import { spanish } from './languages/spanish.ts'

export const languages: readonly Language[] = [english, german, french, dutch, italian, spanish]
