import type { EngineName } from './model.ts'

/** What decides whether a page's own text can be trusted. */
export type PageFacts = {
  /** Characters of the text layer, white space not counted. */
  characters: number
  /** Those among them without a meaning: private use, replacement and control characters. */
  unmapped: number
  /** Share of the page that pictures cover, 0..1. */
  imageCoverage: number
  /** Drawing operators; a page without characters may hold outlines of text, or a picture that could not be decoded. */
  operators: number
}

/** A text layer with more unmapped characters than this share is one that only the eye can read. */
const maxUnmappedShare = 0.15
/** On a page that is one picture, fewer characters than this are a stamp or a page number on a scan. */
const minCharactersOverPicture = 100
const pictureCoverage = 0.5
/** A page with no more than these (saving, scaling, restoring) is blank. */
const blankOperators = 4

/** Which engine reads a page: its own text where that is good enough, else recognition of its picture. */
export function chooseEngine(page: PageFacts): Extract<EngineName, 'pdf-text' | 'ocr'> {
  if (page.characters === 0) return page.operators > blankOperators ? 'ocr' : 'pdf-text'
  if (page.unmapped > maxUnmappedShare * page.characters) return 'ocr'
  if (page.imageCoverage > pictureCoverage && page.characters < minCharactersOverPicture) return 'ocr'
  return 'pdf-text'
}
