import { encodedWordAt } from './encoded-words.ts'

/**
 * The lexical pieces of an address header (RFC 5322 §3.2). `raw` has one character per byte.
 * word: an atom, dots included; encoded: an RFC 2047 word, which never is part of an address.
 */
export interface AddressToken {
  kind: 'word' | 'quoted' | 'encoded' | 'comment' | 'literal' | 'special' | 'broken'
  raw: string
  /** White space stands before it: inside an address that is no address any more. */
  spaced: boolean
}

const SPECIALS = '<>@,;:'
const SPACE = /[\x00-\x20\x7f]/

/** Splits the header into tokens; what is never closed comes out as `broken`. Linear: each character is seen once. */
export function tokenizeAddresses(header: string): AddressToken[] {
  const tokens: AddressToken[] = []
  const lastEncodedEnd = header.lastIndexOf('?=')
  let at = 0
  let spaced = false
  while (at < header.length) {
    const char = header[at]!
    if (SPACE.test(char)) {
      spaced = true
      at++
      continue
    }
    const [kind, raw, end] = readToken(header, at, char, lastEncodedEnd)
    tokens.push({ kind, raw, spaced })
    spaced = false
    at = end
  }
  return tokens
}

function readToken(
  header: string,
  at: number,
  char: string,
  lastEncodedEnd: number,
): [AddressToken['kind'], string, number] {
  if (SPECIALS.includes(char)) return ['special', char, at + 1]
  if (char === '"') return readQuoted(header, at + 1)
  if (char === '(') return readComment(header, at + 1)
  if (char === '[') {
    const close = header.indexOf(']', at)
    return close < 0 ? ['broken', header.slice(at), header.length] : ['literal', header.slice(at, close + 1), close + 1]
  }
  if (char === '=' && at < lastEncodedEnd) {
    const word = encodedWordAt(header, at)
    if (word !== null) {
      const raw = header.slice(at, word.end)
      // Forbidden characters in the word (RFC 2047 §2): another reader would see addresses in there.
      return [/[<>@,"]/.test(word.text) ? 'broken' : 'encoded', raw, word.end]
    }
  }
  let end = at + 1
  while (end < header.length && !SPACE.test(header[end]!) && !'<>@,;:"([)]'.includes(header[end]!)) end++
  const raw = header.slice(at, end)
  return [raw === ')' || raw === ']' ? 'broken' : 'word', raw, end]
}

function readQuoted(header: string, start: number): [AddressToken['kind'], string, number] {
  const parts: string[] = []
  let from = start
  let at = start
  while (at < header.length && header[at] !== '"') {
    if (header[at] === '\\' && at + 1 < header.length) {
      parts.push(header.slice(from, at))
      from = at + 1
      at += 2
    } else at++
  }
  parts.push(header.slice(from, at))
  return [at < header.length ? 'quoted' : 'broken', parts.join(''), at + 1]
}

/** Comments nest (RFC 5322 §3.2.2); counting instead of recursion, since thousands may be nested to fell a parser. */
function readComment(header: string, start: number): [AddressToken['kind'], string, number] {
  let depth = 1
  let at = start
  while (at < header.length && depth > 0) {
    const char = header[at]
    if (char === '\\') at++
    else if (char === '(') depth++
    else if (char === ')') depth--
    at++
  }
  return depth === 0 ? ['comment', header.slice(start, at - 1), at] : ['broken', header.slice(start), header.length]
}
