import { htmlLimit } from './text-lines.ts'

/** A stretch of the visible text of an HTML mail, in reading order. */
export interface Stretch {
  kind: 'own' | 'quoted' | 'signature'
  /** Its ASCII letters and figures only, lower case: what survives every way of turning HTML into text. */
  letters: string
}

/** Elements that hold an older mail, by what programs call them: Gmail, Outlook mobile and new, Yahoo, Proton, Zimbra … */
const quoteNames = [
  ...['gmail_attr', 'moz-cite-prefix', 'yahoo_quoted', 'protonmail_quote', 'tutanota_quote', 'quoted-mail-editor'],
  ...['ms-outlook-mobile-reference-message', 'mail-editor-reference-message-container', 'reply-intro', 'zmail_extra'],
  ...['replyintro', 'cite-prefix', 'hmquote', 'mailcontainer_quoted', 'x_gmail_attr', 'tutanota_quote'],
]
/** Elements after which everything is older mail: Outlook on the web and desktop, Outlook for Mac. */
const fromHereNames = ['divrplyfwdmsg', 'appendonsend', 'olk_src_body_section', 'moz-forward-container']
const signatureNames = [
  ...['gmail_signature', 'gmail_signature_prefix', 'moz-signature', 'protonmail_signature_block', 'signature'],
  ...['ms-outlook-mobile-signature', 'ymail_signature', 'yahoo_signature'],
]
const silent = new Set(['style', 'script', 'head', 'title', 'template', 'noscript', 'textarea', 'svg'])
const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'col', 'area', 'base', 'source', 'embed'])
const maxStretches = 64
const tagLimit = 480

/**
 * Reads which parts of an HTML mail are quoted, in one pass and without building a tree. Null when it is too large or too
 * broken up to be of help, or says nothing about quotes and signatures.
 */
export function readStructure(html: string): Stretch[] | null {
  if (html === '' || html.length > htmlLimit) return null
  const stretches: Stretch[] = []
  const open: { name: string; kind: Stretch['kind'] }[] = []
  const openByName = new Map<string, number>()
  let kind: Stretch['kind'] = 'own'
  let letters: string[] = []
  let restQuoted = false
  let silentUntil = ''

  const turnTo = (next: Stretch['kind']) => {
    const now = restQuoted ? 'quoted' : next
    if (now === kind) return
    const text = letters.join('')
    if (text !== '') {
      const before = stretches.at(-1)
      if (before?.kind === kind) before.letters += text
      else stretches.push({ kind, letters: text })
    }
    letters = []
    kind = now
  }

  for (let at = 0; at < html.length; ) {
    const tagStart = html.indexOf('<', at)
    const textEnd = tagStart < 0 ? html.length : tagStart
    if (silentUntil === '' && textEnd > at) letters.push(lettersOfHtml(html.slice(at, textEnd)))
    if (tagStart < 0) break
    if (html.startsWith('<!--', tagStart)) {
      const end = html.indexOf('-->', tagStart + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const close = html.indexOf('>', tagStart)
    if (close < 0) break
    at = close + 1
    const tag = html.slice(tagStart + 1, Math.min(close, tagStart + tagLimit))
    const name = /^\/?[a-z][a-z0-9:-]{0,30}/i.exec(tag)?.[0].toLowerCase() ?? ''
    if (silentUntil !== '') {
      if (name === silentUntil) silentUntil = ''
    } else if (name.startsWith('/')) {
      closeElement(name.slice(1))
      turnTo(open.at(-1)?.kind ?? 'own')
    } else if (silent.has(name)) {
      silentUntil = tag.endsWith('/') ? '' : `/${name}`
    } else if (name !== '' && !empty.has(name)) {
      const role = roleOf(name, tag)
      const outer = open.at(-1)?.kind ?? 'own'
      const inner = outer === 'quoted' || role === 'rest' ? 'quoted' : (role ?? outer)
      open.push({ name, kind: inner })
      openByName.set(name, (openByName.get(name) ?? 0) + 1)
      turnTo(inner)
      if (role === 'rest') restQuoted = true
      if (stretches.length > maxStretches) return null
    }
  }
  restQuoted = false
  turnTo(kind === 'own' ? 'quoted' : 'own')
  return stretches.some((stretch) => stretch.kind !== 'own') ? stretches : null

  /** Counting open elements by name keeps a page of stray end tags linear. */
  function closeElement(name: string): void {
    if ((openByName.get(name) ?? 0) === 0) return
    for (let element = open.pop(); element; element = open.pop()) {
      openByName.set(element.name, (openByName.get(element.name) ?? 1) - 1)
      if (element.name === name) return
    }
  }
}

function roleOf(name: string, tag: string): Stretch['kind'] | 'rest' | null {
  if (!tag.includes('=')) return null
  const lower = tag.toLowerCase()
  const names = attribute(lower, 'class').concat(attribute(lower, 'id'), attribute(lower, 'data-marker'))
  if (name === 'blockquote') {
    return attribute(lower, 'type').includes('cite') || names.includes('gmail_quote') ? 'quoted' : null
  }
  if (names.some((one) => fromHereNames.includes(one))) return 'rest'
  if (names.some((one) => quoteNames.includes(one) || one.startsWith('yahoo_quoted'))) return 'quoted'
  if (names.includes('__quoted_text__') || attribute(lower, 'name').includes('quote')) return 'quoted'
  return names.some((one) => signatureNames.includes(one)) ? 'signature' : null
}

/** The words of one attribute of a tag that is already lower case. */
function attribute(tag: string, name: string): string[] {
  for (let at = tag.indexOf(`${name}=`); at > 0; at = tag.indexOf(`${name}=`, at + 1)) {
    if (!/\s/.test(tag[at - 1] ?? '')) continue
    const rest = tag.slice(at + name.length + 1)
    const mark = rest[0]
    const value = mark === '"' || mark === "'" ? rest.slice(1, rest.indexOf(mark, 1) >>> 0) : rest.split(/[\s>]/, 1)[0]
    return (value ?? '').split(/\s+/)
  }
  return []
}

/** Character references and everything outside ASCII are left out on both sides, so they need no decoding. */
function lettersOfHtml(text: string): string {
  return text.includes('&') ? lettersOf(withoutReferences(text)) : lettersOf(text)
}

function withoutReferences(text: string): string {
  const pieces = text.split('&')
  return pieces
    .map((piece, index) => {
      const end = index === 0 ? -1 : piece.slice(0, 12).indexOf(';')
      return end < 0 ? piece : piece.slice(end + 1)
    })
    .join(' ')
}

/** Hand-written: a regular expression over the whole text would be the only one here that sees unbounded input. */
export function lettersOf(text: string): string {
  const kept: string[] = []
  let start = -1
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) | 32 : 0
    const original = at < text.length ? text.charCodeAt(at) : 0
    const isLetter =
      (code >= 97 && code <= 122 && original < 128 && original >= 65) || (original >= 48 && original <= 57)
    if (isLetter && start < 0) start = at
    if (!isLetter && start >= 0) {
      kept.push(text.slice(start, at))
      start = -1
    }
  }
  return kept.join('').toLowerCase()
}
