/** Automatic numbers: what Word prints before a paragraph that counts itself. ECMA-376, part 1, section 17.9. */
import { isOn } from './styles.ts'
import { type Attributes, readXml } from './xml.ts'

type Level = { start: number; format: string; text: string; legal: boolean; style?: string }
type Definition = { levels: Map<number, Level>; link?: string }
type Instance = { definition: string; starts: Map<number, number>; levels: Map<number, Level> }

export type Numbering = {
  /** What the next paragraph of a list is labelled with; empty for a bullet and for a list that there is not. */
  next(list: string, level: number): string
  /** The level at which a list numbers paragraphs of a style. */
  levelOf(list: string, style: string | undefined): number
}

const MAX_LEVEL = 8

/** Reads `word/numbering.xml`, which a file may lack. The numbers count from here on. */
export async function readNumbering(part: AsyncIterable<Buffer>): Promise<Numbering> {
  const definitions = new Map<string, Definition>()
  const instances = new Map<string, Instance>()
  let definition: Definition | undefined
  let instance: Instance | undefined
  let index = 0
  let level: Level | undefined
  await readXml(part, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') {
        definition = { levels: new Map() }
        definitions.set(attributes['w:abstractNumId'] ?? '', definition)
      } else if (name === 'w:num') {
        instance = { definition: '', starts: new Map(), levels: new Map() }
        definition = undefined
        instances.set(attributes['w:numId'] ?? '', instance)
      } else if (name === 'w:abstractNumId' && instance) instance.definition = value
      else if (name === 'w:lvlOverride') index = levelIndex(attributes)
      else if (name === 'w:startOverride') instance?.starts.set(index, Number(value) || 0)
      else if (name === 'w:lvl') {
        level = { start: 1, format: 'decimal', text: '', legal: false }
        const levels = (definition ?? instance)?.levels
        levels?.set(levelIndex(attributes), level)
      } else if (level) noteProperty(level, name, attributes)
    },
    close(name) {
      if (name === 'w:lvl') level = undefined
    },
  })
  return counting(definitions, instances)
}

const levelIndex = (attributes: Attributes): number => Math.min(MAX_LEVEL, Number(attributes['w:ilvl']) || 0)

function noteProperty(level: Level, name: string, attributes: Attributes): void {
  const value = attributes['w:val'] ?? ''
  if (name === 'w:start') level.start = Number(value) || 0
  else if (name === 'w:numFmt') level.format = value
  else if (name === 'w:lvlText') level.text = value
  else if (name === 'w:isLgl') level.legal = isOn(attributes)
  else if (name === 'w:pStyle') level.style = value
}

function counting(definitions: ReadonlyMap<string, Definition>, instances: ReadonlyMap<string, Instance>): Numbering {
  const counters = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()
  const levelsOf = (list: string) => {
    const instance = instances.get(list)
    const definition = instance && definitions.get(instance.definition)
    return instance && definition && { instance, at: (i: number) => instance.levels.get(i) ?? definition.levels.get(i) }
  }

  return {
    next(list, level) {
      const levels = levelsOf(list)
      const own = levels?.at(level)
      if (!levels || !own) return ''
      const { instance, at } = levels
      const counts = counters.get(instance.definition) ?? []
      counters.set(instance.definition, counts)
      const override = begun.has(`${list} ${level}`) ? undefined : instance.starts.get(level)
      begun.add(`${list} ${level}`)
      counts[level] = override ?? (counts[level] === undefined ? own.start : counts[level] + 1)
      counts.length = level + 1
      if (own.format === 'bullet' || own.format === 'none') return ''
      return own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const other = at(Number(digit) - 1)
        const count = counts[Number(digit) - 1] ?? other?.start ?? 1
        return formatNumber(count, own.legal ? 'decimal' : (other?.format ?? 'decimal'))
      })
    },
    levelOf(list, style) {
      const levels = style === undefined ? undefined : levelsOf(list)
      for (let level = 0; levels && level <= MAX_LEVEL; level++) if (levels.at(level)?.style === style) return level
      return 0
    },
  }
}

const ROMAN: [number, string][] = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
] // biome-ignore format: a table

/** Longer ones are of no use to anybody, and a large number would make them very long. */
const MAX_LETTERED = 780
const MAX_ROMAN = 3_999

/** A count in a format of ECMA-376, section 17.18.59; in digits where it has no other form here. */
export function formatNumber(count: number, format: string): string {
  if (count > 0 && count <= MAX_ROMAN && /roman$/i.test(format)) {
    let rest = count
    let roman = ''
    for (const [value, letters] of ROMAN) for (; rest >= value; rest -= value) roman += letters
    return format === 'lowerRoman' ? roman.toLowerCase() : roman
  }
  if (count > 0 && count <= MAX_LETTERED && /letter$/i.test(format)) {
    // Past Z Word doubles the letter: AA, BB.
    const letters = String.fromCharCode(65 + ((count - 1) % 26)).repeat(Math.ceil(count / 26))
    return format === 'lowerLetter' ? letters.toLowerCase() : letters
  }
  return format === 'decimalZero' ? String(count).padStart(2, '0') : String(count)
}
