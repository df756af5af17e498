/** What is left to do with HTML that no parser should be given: too large, or nested to fell one. All linear. */

// Deeper than any mail program writes, shallow enough for every parser that comes after.
const MAX_OPEN_TAGS = 1000
// The longest newsletters have some twenty thousand.
const MAX_TAGS = 100_000
/** Empty elements, and those whose end tag may be left out: they don't nest by being repeated. */
const NOT_NESTING = new Set(
  'br img hr col wbr meta link input area base embed param source track p li td tr th dt dd option'.split(' '),
)
const SILENT = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'template', 'svg', 'math'])
const BREAKING = /^(?:br|p|div|tr|li|h[1-6]|table|blockquote|ul|ol|hr|pre|section)$/
const TAG = /<(\/?)([a-z][a-z0-9]{0,30})/gi
const TAG_START = /^<(\/?)([a-z][a-z0-9]{0,30})/i

const ENTITIES: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', euro: '€' },
  ...{ aring: 'å', Aring: 'Å', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', auml: 'ä', Auml: 'Ä', ouml: 'ö' },
  ...{ Ouml: 'Ö', eacute: 'é', Eacute: 'É', uuml: 'ü', Uuml: 'Ü', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“' },
}

/** Has this HTML so many tags, or leaves so many open, that parsers with a stack would take minutes over it? */
export function isTooMuch(html: string): boolean {
  let open = 0
  let tags = 0
  for (const [, slash, name = ''] of html.matchAll(TAG)) {
    if (++tags > MAX_TAGS) return true
    if (NOT_NESTING.has(name.toLowerCase())) continue
    if (slash === '/') open = Math.max(0, open - 1)
    else if (++open > MAX_OPEN_TAGS) return true
  }
  return false
}

/** The text between the tags, with line breaks at block elements and without scripts, styles and comments. */
export function stripTags(html: string): string {
  const out: string[] = []
  let textFrom = 0
  let at = 0
  let silentUntil = ''
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    const isComment = html.startsWith('<!--', open)
    const tag = isComment || !/[a-z/]/i.test(html[open + 1] ?? '') ? null : TAG_START.exec(html.slice(open, open + 40))
    if (tag === null && !isComment) {
      at = open + 1
      continue
    }
    if (silentUntil === '') out.push(html.slice(textFrom, open))
    const name = tag?.[2]?.toLowerCase() ?? ''
    if (silentUntil === '' && tag?.[1] === '' && SILENT.has(name)) silentUntil = name
    else if (silentUntil === name && tag?.[1] === '/') silentUntil = ''
    else if (silentUntil === '' && BREAKING.test(name)) out.push('\n')
    const end = isComment ? html.indexOf('-->', open + 4) : html.indexOf('>', open)
    at = end < 0 ? html.length : end + (isComment ? 3 : 1)
    textFrom = at
  }
  if (silentUntil === '') out.push(html.slice(textFrom))
  return tidyLines(decodeEntities(out.join('')).replace(/[^\S\n]+/g, ' '))
}

/** No white space at the ends of lines, no more than one blank line between them; linear, unlike `/ +$/`. */
export function tidyLines(text: string): string {
  const kept: string[] = []
  let blanks = 0
  for (const line of text.split('\n')) {
    const trimmed = line.trimEnd()
    if (trimmed === '') blanks++
    else {
      if (blanks > 0 && kept.length > 0) kept.push('')
      blanks = 0
      kept.push(trimmed)
    }
  }
  return kept.join('\n').trim()
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0x10ffff || code < 0x20 ? ' ' : String.fromCodePoint(code).toWellFormed()
  })
}
