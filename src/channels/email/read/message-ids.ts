// No mail system writes longer ones; RFC 5322 §2.1.1 limits a line to 998 characters.
const MAX_LENGTH = 998
const MAX_REFERENCES = 100
// The first ids name the start of the thread, the last ones the message that is answered.
const KEPT_AT_START = 10

/**
 * The msg-ids in a header value, in order, with angle brackets. Commas, comments, folding, missing brackets
 * and other text between them are tolerated. Linear in the length of the value.
 */
export function readMessageIds(value: string): string[] {
  const ids: string[] = []
  let at = 0
  while (at < value.length) {
    const open = value.indexOf('<', at)
    addBare(value.slice(at, open < 0 ? value.length : open), ids)
    if (open < 0) break
    const close = value.indexOf('>', open)
    // Folding inside an id leaves white space there, which is no part of it.
    const inside = value.slice(open + 1, close < 0 ? value.length : close).replace(/\s+/g, '')
    // "<a@b <c@d>": the first was never closed.
    add(inside.slice(inside.lastIndexOf('<') + 1), ids)
    if (close < 0) break
    at = close + 1
  }
  return ids
}

/** References, at most 100: the first 10 and the last 90 (RFC 5322 §3.6.4 sets no limit, attackers would). */
export function readReferences(value: string): string[] {
  const ids = [...new Set(readMessageIds(value))]
  if (ids.length <= MAX_REFERENCES) return ids
  return [...ids.slice(0, KEPT_AT_START), ...ids.slice(ids.length - (MAX_REFERENCES - KEPT_AT_START))]
}

/** The one msg-id that a Message-ID header holds, or null when there is none or several. */
export function readMessageId(value: string): string | null {
  const ids = readMessageIds(value)
  return ids.length === 1 ? ids[0]! : null
}

function addBare(text: string, ids: string[]): void {
  for (const word of text.split(/[\s,;>]+/)) if (/^[^@()"]+@[^@()"]+$/.test(word)) add(word, ids)
}

function add(id: string, ids: string[]): void {
  if (id !== '' && id.length <= MAX_LENGTH && /^[^\x00-\x20\x7f<>]+$/.test(id)) ids.push(`<${id}>`)
}
