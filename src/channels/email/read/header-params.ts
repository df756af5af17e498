import { decodeCharset, type NoteDefect } from './decode-charset.ts'
import { decodeHeaderText } from './encoded-words.ts'

/** A value with parameters, as Content-Type and Content-Disposition have (RFC 2045 §5.1, RFC 2231). */
export interface ParameterisedValue {
  /** Lower case, such as text/plain or attachment; '' when there is none. */
  value: string
  /** Lower-case names; values decoded. */
  params: Map<string, string>
}

interface Piece {
  index: number
  percentEncoded: boolean
  raw: string
}

// No real mail comes near; more would only cost time.
const MAX_PARAMS = 200

/** Reads the value with one character per byte. Never throws; linear in its length. */
export function readParameterised(header: string, note: NoteDefect = () => {}): ParameterisedValue {
  const semicolon = header.indexOf(';')
  const value = (semicolon < 0 ? header : header.slice(0, semicolon))
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase()
  const params = new Map<string, string>()
  const pieces = new Map<string, Piece[]>()
  for (const [name, raw] of rawParams(semicolon < 0 ? '' : header.slice(semicolon + 1))) {
    // RFC 2231: name*=, name*0=, name*0*=
    const extended = /^([^*]+)(?:\*(\d{1,4}))?(\*?)$/.exec(name)
    if (extended === null) continue
    const [, base = '', index, star] = extended
    if (index === undefined && star === '') {
      // A boundary is compared with lines byte by byte, and may look like an encoded word without being one.
      if (!params.has(base)) params.set(base, base === 'boundary' ? raw : decodeHeaderText(raw, note))
    } else {
      const list = pieces.get(base) ?? []
      list.push({ index: Number(index ?? 0), percentEncoded: star === '*', raw })
      pieces.set(base, list)
    }
  }
  // The extended form wins over the plain one, which is there for old programs (RFC 6266 §4.3 says it aloud).
  for (const [base, list] of pieces) params.set(base, joinPieces(list, note))
  return { value, params }
}

function joinPieces(list: Piece[], note: NoteDefect): string {
  const ordered = list.toSorted((a, b) => a.index - b.index)
  if (!ordered.some((piece) => piece.percentEncoded)) {
    return decodeHeaderText(ordered.map((piece) => piece.raw).join(''), note)
  }
  let charset = ''
  const bytes = ordered.map((piece, position) => {
    let raw = piece.raw
    const prefix = position === 0 && piece.percentEncoded ? /^([^']*)'[^']*'/.exec(raw) : null
    if (prefix !== null) {
      charset = prefix[1] ?? ''
      raw = raw.slice(prefix[0].length)
    }
    return piece.percentEncoded ? fromPercent(raw) : Buffer.from(raw, 'latin1')
  })
  return decodeCharset(Buffer.concat(bytes), charset, note)
}

function fromPercent(raw: string): Buffer {
  return Buffer.from(
    raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

function* rawParams(source: string): Generator<[string, string]> {
  let at = 0
  for (let count = 0; at < source.length && count < MAX_PARAMS; count++) {
    const equals = source.indexOf('=', at)
    if (equals < 0) return
    // A bare word before the next parameter has no value; only what follows the last semicolon is the name.
    const name = source.slice(at, equals).split(';').at(-1)!.trim().toLowerCase()
    let start = equals + 1
    while (/[ \t\r\n]/.test(source[start] ?? '')) start++
    const [value, end] = source[start] === '"' ? quoted(source, start + 1) : unquoted(source, start, name)
    at = end
    if (name !== '') yield [name, value]
  }
}

function quoted(source: string, start: number): [string, number] {
  const parts: string[] = []
  let from = start
  let at = start
  while (at < source.length && source[at] !== '"') {
    // Only quote and backslash are unescaped: old Windows programs write paths (C:\temp\a.pdf) here.
    if (source[at] === '\\' && (source[at + 1] === '"' || source[at + 1] === '\\')) {
      parts.push(source.slice(from, at))
      from = at + 1
      at += 2
    } else at++
  }
  parts.push(source.slice(from, at))
  return [parts.join(''), at + 1]
}

function unquoted(source: string, start: number, name: string): [string, number] {
  const semicolon = source.indexOf(';', start)
  const end = semicolon < 0 ? source.length : semicolon
  const whole = source.slice(start, end).trim()
  // File names come unquoted with spaces and parentheses in them; in other values those start a comment.
  const value = /^(?:file)?name/.test(name) ? whole : (/^[^\s(,"]*/.exec(whole)?.[0] ?? '')
  return [value, end]
}
