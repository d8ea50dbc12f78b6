/**
 * Walks the drawing operators of one page and reports glyphs, painted paths and pictures where they stand on the page
 * as displayed. One pass over the operator list gives text and ruling lines with exact positions, which PDF.js's own
 * text content does not: it interpolates inside a run.
 * The graphics state follows ISO 32000-1, 8.4 and 9.3; nothing is rendered.
 */
import type { BBox } from '../../schedules/model.ts'
import { compose, identity, type Matrix, mapBox, mapPoint, scaleOf } from './pdf-matrix.ts'

export type OperatorList = { fnArray: readonly number[]; argsArray: readonly unknown[] }
export type Operators = Readonly<Record<OperatorName, number>>
type OperatorName = (typeof operatorNames)[number]

/** The parts of a font of PDF.js that positions depend on. */
export type Font = {
  bold?: boolean
  black?: boolean
  name?: string
  vertical?: boolean
  isType3Font?: boolean
  fontMatrix?: readonly number[]
}

/** One glyph; `from` and `to` are its origin and the end of its advance, on the baseline. */
export type Glyph = {
  text: string
  from: readonly [number, number]
  to: readonly [number, number]
  /** Points. */
  size: number
  bold: boolean
  space: boolean
}

/** A path that was painted; `points` are groups of path operators in display coordinates. */
export type PaintedPath = {
  segments: PathSegment[]
  filled: boolean
  stroked: boolean
  lineWidth: number
  /** As `#rrggbb`; of a pattern, the last plain colour before it. */
  fillColor: string
}
export type PathSegment = { kind: 'move' | 'line' | 'curve' | 'close'; x: number; y: number }

export type PageDrawing = { glyphs: Glyph[]; paths: PaintedPath[]; images: BBox[] }

/** What PDF.js passes for each glyph of a shown string; a bare number is a shift in thousandths of the font size. */
type ShownGlyph =
  | { unicode: string; width: number; isSpace: boolean; vmetric?: readonly number[] | null }
  | number
  | null

type State = {
  ctm: Matrix
  lineWidth: number
  fillColor: string
  font: Font | null
  fontSize: number
  charSpacing: number
  wordSpacing: number
  horizontalScale: number
  leading: number
  rise: number
}

const operatorNames = [
  'save', 'restore', 'transform', 'paintFormXObjectBegin', 'paintFormXObjectEnd', 'beginAnnotation', 'endAnnotation',
  'setLineWidth', 'setFillRGBColor', 'setGState', 'beginText', 'setFont', 'setCharSpacing', 'setWordSpacing', 'setHScale', 'setLeading',
  'setTextRise', 'moveText', 'setLeadingMoveText', 'setTextMatrix', 'nextLine', 'showText', 'constructPath',
  'stroke', 'closeStroke', 'fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke',
  'paintImageXObject', 'paintInlineImageXObject', 'paintImageXObjectRepeat', 'paintImageMaskXObject',
] as const // biome-ignore format: a list of names

type Walk = {
  state: State
  stack: State[]
  base: Matrix
  textMatrix: Matrix
  lineMatrix: Matrix
  fontOf: (name: string) => Font | null
  drawing: PageDrawing
}
type Handler = (walk: Walk, args: never) => void

/** `display` maps the page's user space to the page as displayed; `fontOf` resolves the names that setFont uses. */
export function walkOperators(
  list: OperatorList,
  operators: Operators,
  display: Matrix,
  fontOf: (name: string) => Font | null,
): PageDrawing {
  const walk: Walk = {
    state: initialState(display),
    stack: [],
    base: display,
    textMatrix: identity,
    lineMatrix: identity,
    fontOf,
    drawing: { glyphs: [], paths: [], images: [] },
  }
  const table = handlersByCode(operators)
  for (let i = 0; i < list.fnArray.length; i++) {
    table.get(list.fnArray[i] ?? -1)?.(walk, (list.argsArray[i] ?? []) as never)
  }
  return walk.drawing
}

function initialState(ctm: Matrix): State {
  return {
    ctm,
    lineWidth: 1,
    fillColor: '#000000',
    font: null,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
  }
}

function handlersByCode(operators: Operators): Map<number, Handler> {
  const table = new Map<number, Handler>()
  for (const [name, handler] of Object.entries(handlers)) table.set(operators[name as OperatorName], handler)
  const painted = (filled: boolean, stroked: boolean) => ({ filled, stroked })
  const paints = new Map([
    [operators.stroke, painted(false, true)],
    [operators.closeStroke, painted(false, true)],
    [operators.fill, painted(true, false)],
    [operators.eoFill, painted(true, false)],
    [operators.fillStroke, painted(true, true)],
    [operators.eoFillStroke, painted(true, true)],
    [operators.closeFillStroke, painted(true, true)],
    [operators.closeEOFillStroke, painted(true, true)],
  ])
  table.set(operators.constructPath, (walk, [paint, [data]]: [number, [ArrayLike<number> | null]]) => {
    const how = paints.get(paint)
    if (how && data) paintPath(walk, data, how)
  })
  return table
}

const handlers: Partial<Record<OperatorName, Handler>> = {
  save: push,
  restore: pop,
  transform: (walk, matrix: Matrix) => concat(walk, matrix),
  paintFormXObjectBegin: (walk, [matrix]: [Matrix | null]) => {
    push(walk)
    if (matrix) concat(walk, matrix)
  },
  paintFormXObjectEnd: pop,
  beginAnnotation: (walk, [, , transform, matrix]: [unknown, unknown, Matrix | null, Matrix | null]) => {
    push(walk)
    walk.state = initialState(walk.base)
    if (transform) concat(walk, transform)
    if (matrix) concat(walk, matrix)
  },
  endAnnotation: pop,
  setLineWidth: (walk, [width]: [number]) => {
    walk.state.lineWidth = width
  },
  setFillRGBColor: (walk, [color]: [string]) => {
    walk.state.fillColor = color
  },
  setGState: (walk, [entries]: [readonly (readonly [string, unknown])[]]) => {
    for (const [key, value] of entries) {
      if (key === 'LW') walk.state.lineWidth = value as number
      if (key === 'Font') setFont(walk, value as readonly [string, number])
    }
  },
  beginText: (walk) => {
    walk.textMatrix = identity
    walk.lineMatrix = identity
  },
  setFont,
  setCharSpacing: (walk, [spacing]: [number]) => {
    walk.state.charSpacing = spacing
  },
  setWordSpacing: (walk, [spacing]: [number]) => {
    walk.state.wordSpacing = spacing
  },
  setHScale: (walk, [percent]: [number]) => {
    walk.state.horizontalScale = percent / 100
  },
  setLeading: (walk, [leading]: [number]) => {
    walk.state.leading = -leading
  },
  setTextRise: (walk, [rise]: [number]) => {
    walk.state.rise = rise
  },
  moveText: (walk, [x, y]: [number, number]) => moveLine(walk, x, y),
  setLeadingMoveText: (walk, [x, y]: [number, number]) => {
    walk.state.leading = y
    moveLine(walk, x, y)
  },
  setTextMatrix: (walk, [matrix]: [Matrix]) => {
    walk.textMatrix = matrix
    walk.lineMatrix = matrix
  },
  nextLine: (walk) => moveLine(walk, 0, walk.state.leading),
  showText: (walk, [glyphs]: [readonly ShownGlyph[]]) => showGlyphs(walk, glyphs),
  paintImageXObject: paintImage,
  paintInlineImageXObject: paintImage,
  paintImageXObjectRepeat: paintImage,
  paintImageMaskXObject: paintImage,
}

function push(walk: Walk): void {
  walk.stack.push({ ...walk.state })
}

function pop(walk: Walk): void {
  walk.state = walk.stack.pop() ?? walk.state
}

function concat(walk: Walk, matrix: Matrix): void {
  walk.state.ctm = compose(walk.state.ctm, matrix)
}

function setFont(walk: Walk, [name, size]: readonly [string, number]): void {
  walk.state.font = walk.fontOf(name)
  walk.state.fontSize = size
}

function moveLine(walk: Walk, x: number, y: number): void {
  walk.lineMatrix = compose(walk.lineMatrix, [1, 0, 0, 1, x, y])
  walk.textMatrix = walk.lineMatrix
}

function paintImage({ state, drawing }: Walk): void {
  drawing.images.push(mapBox(state.ctm, [0, 0, 1, 1]))
}

/** ISO 32000-1, 9.4.4: the advance of each glyph, in text space. */
function showGlyphs(walk: Walk, glyphs: readonly ShownGlyph[]): void {
  const { state, drawing } = walk
  const { font, fontSize, horizontalScale } = state
  const unit = Math.abs(font?.fontMatrix?.[0] ?? 0.001)
  const bold = Boolean(font?.bold || font?.black || /bold|black|heavy/i.test(font?.name ?? ''))
  const matrix = compose(state.ctm, walk.textMatrix)
  const size = Math.abs(fontSize) * Math.hypot(matrix[2], matrix[3]) * (font?.isType3Font ? unit * 1000 : 1)
  let x = 0
  let y = 0
  for (const glyph of glyphs) {
    if (glyph === null) continue
    if (typeof glyph === 'number') {
      if (font?.vertical) y -= (glyph * fontSize) / 1000
      else x -= ((glyph * fontSize) / 1000) * horizontalScale
      continue
    }
    const from = mapPoint(matrix, x, y + state.rise)
    const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    const start = x
    if (font?.vertical && glyph.vmetric) y += (glyph.vmetric[0] ?? 0) * unit * fontSize - spacing
    else x += (glyph.width * unit * fontSize + spacing) * horizontalScale
    const ink = font?.vertical ? x : start + glyph.width * unit * fontSize * horizontalScale
    const to = mapPoint(matrix, ink, y + state.rise)
    drawing.glyphs.push({ text: glyph.unicode, from, to, size, bold, space: /^\s*$/u.test(glyph.unicode) })
  }
  walk.textMatrix = compose(walk.textMatrix, [1, 0, 0, 1, x, y])
}

/** PDF.js's packed paths: 0 move, 1 line, 2 cubic, 3 quadratic, 4 close, each followed by its coordinates. */
function paintPath(walk: Walk, data: ArrayLike<number>, how: { filled: boolean; stroked: boolean }): void {
  const { ctm, lineWidth, fillColor } = walk.state
  const segments: PathSegment[] = []
  const take = (kind: PathSegment['kind'], at: number) => {
    const [x, y] = mapPoint(ctm, data[at] ?? 0, data[at + 1] ?? 0)
    segments.push({ kind, x, y })
  }
  for (let i = 0; i < data.length; ) {
    const code = data[i]
    if (code === 0) take('move', i + 1)
    else if (code === 1) take('line', i + 1)
    else if (code === 2) take('curve', i + 5)
    else if (code === 3) take('curve', i + 3)
    else segments.push({ kind: 'close', x: 0, y: 0 })
    i += code === 2 ? 7 : code === 3 ? 5 : code === 4 ? 1 : 3
  }
  walk.drawing.paths.push({ segments, ...how, lineWidth: lineWidth * scaleOf(ctm), fillColor })
}
