import { type HeaderKind, headerLabels } from './header-words.ts'
import { type Line, unquote } from './text-lines.ts'

export interface HeaderBlock {
  first: number
  last: number
  fields: Partial<Record<HeaderKind, string>>
  /** 'fi' where the sender's label is Finnish: there VS means an answer, not a forward. */
  language: 'fi' | null
}

const maxBlockLines = 24

/**
 * The block of at least three labelled lines ("Fra: … Sendt: … Emne: …") that begins at line `first`, or null. It must
 * name a sender the way mail programs do, so that "Fra: Oslo, Til: Bergen, Dato: fredag" stays the customer's own list.
 */
export function headerBlockAt(lines: readonly Line[], first: number): HeaderBlock | null {
  const start = lines[first]
  if (!start || !labelled(start)) return null
  const fields: HeaderBlock['fields'] = {}
  const kinds = new Set<HeaderKind>()
  let usesProgramWord = false
  let last = first
  let open: HeaderKind | null = null
  let blanks = 0
  for (let at = first; at < lines.length && at < first + maxBlockLines; at++) {
    const line = lines[at] as Line
    if (line.depth !== start.depth) break
    if (unquote(line).blank) {
      if (++blanks > 1) break
      continue
    }
    const found = labelled(line)
    if (found) {
      if (kinds.has(found.kind) && found.kind !== 'other' && found.kind !== 'copy') break
      kinds.add(found.kind)
      usesProgramWord ||= found.kind === 'sent' || found.kind === 'copy'
      fields[found.kind] ??= found.value
      open = found.kind
    } else if (open !== null && blanks === 0 && isContinuation(line, open)) {
      fields[open] = `${fields[open] ?? ''} ${unquote(line).seen}`.trim()
    } else if (open !== null && blanks === 0 && fields[open] === '' && kinds.size < 3) {
      fields[open] = unquote(line).seen
    } else break
    last = at
    blanks = 0
  }
  const language = /lähettäjä/i.test(unquote(start).seen.slice(0, 40)) ? 'fi' : null
  const oneLine = kinds.size === 1 ? labelsInOneLine(unquote(start).seen) : null
  if (oneLine) return { first, last: first, fields: oneLine, language }
  const namesSender = /@|\[mailto:/i.test(fields.from ?? '')
  const whole = kinds.has('from') && kinds.size >= 3 && (kinds.has('subject') || usesProgramWord || namesSender)
  const short = kinds.has('from') && usesProgramWord && namesSender && kinds.size >= 2
  return (whole && (namesSender || usesProgramWord || dated(fields))) || short
    ? { first, last, fields, language }
    : null
}

function dated(fields: HeaderBlock['fields']): boolean {
  return fields.subject !== undefined && /\d[:.]\d\d/.test(fields.date ?? '')
}

function labelled(line: Line): { kind: HeaderKind; value: string } | null {
  const seen = unquote(line).seen
  const colon = seen.slice(0, 40).indexOf(':')
  if (colon < 2) return null
  const label = seen.slice(0, colon).replace(/[*_]/g, '').trim().toLowerCase()
  const kind = headerLabels.get(label)
  return kind
    ? {
        kind,
        value: seen
          .slice(colon + 1)
          .replace(/^[*_\s]+/, '')
          .trim(),
      }
    : null
}

/** Long lists of recipients and subjects go on over several lines. */
function isContinuation(line: Line, open: HeaderKind): boolean {
  const indented = /^[ \t]/.test(line.raw) || /^> {2,}/.test(line.raw)
  if (open === 'to' || open === 'copy') return line.seen.includes('@') || line.seen.endsWith(';') || indented
  return (open === 'subject' || open === 'from') && indented
}

/** Some programs lose the line breaks of the block: "Fra: Kari Sendt: 4. mars Til: Support Emne: Pakke". */
function labelsInOneLine(seen: string): HeaderBlock['fields'] | null {
  const fields: HeaderBlock['fields'] = {}
  const pieces = seen.replace(/\*/g, '').split(/(?:^|\s)(\p{L}{2,12}):\s/u)
  for (let at = 1; at + 1 < pieces.length; at += 2) {
    const kind = headerLabels.get((pieces[at] ?? '').toLowerCase())
    if (kind) fields[kind] ??= (pieces[at + 1] ?? '').trim()
  }
  return fields.from !== undefined && fields.subject !== undefined && fields.sent !== undefined ? fields : null
}
