import type { NoteDefect } from './decode-charset.ts'
import { decodeUndeclared } from './decode-charset.ts'
import { cleanLine, decodeHeaderText } from './encoded-words.ts'
import { readParameterised } from './header-params.ts'
import { firstValue } from './headers.ts'
import { cleanText, partBytes, partText } from './part-text.ts'
import { type Protection, protectionOfType, strongerProtection } from './protection.ts'
import type { MailPart } from './split-parts.ts'

/** A stretch of the mail's body: plain, HTML, or both when the sender wrote it twice. */
export interface BodySegment {
  text: string | null
  html: string | null
}

export interface FoundAttachment {
  /** As the sender named it, decoded; '' when he did not. */
  filename: string
  mediaType: string
  bytes: Uint8Array
  contentId: string | null
  contentLocation: string | null
  /** The sender wants it shown within the text (RFC 2183 §2.1, RFC 2387). */
  meantInline: boolean
}

export interface SortedParts {
  body: BodySegment[]
  attachments: FoundAttachment[]
  /** Decoded text of the parts that machines write for machines, for the rules that classify the mail. */
  machineParts: { mediaType: string; text: string }[]
  /** Decoded text/calendar parts. */
  calendars: string[]
  /** Raw bytes of mails sent along as message/rfc822. */
  attachedMails: Uint8Array[]
  protection: Protection | null
}

type Place = 'body' | 'alternative' | 'related' | 'report'

const MACHINE_PARTS = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/disposition-notification',
  'message/global-disposition-notification',
  'message/feedback-report',
  'text/rfc822-headers',
  'message/global-headers',
])
const ATTACHED_MAIL = new Set(['message/rfc822', 'message/global', 'message/news'])
const MAX_MACHINE_TEXT = 256 * 1024

/** Sorts the tree's parts into text to read, files to keep and words for machines. Never throws. */
export function sortParts(root: MailPart, note: NoteDefect = () => {}): SortedParts {
  const sorted: SortedParts = {
    body: [],
    attachments: [],
    machineParts: [],
    calendars: [],
    attachedMails: [],
    protection: null,
  }
  sorted.body = visit(root, 'body', true, sorted, note)
  return sorted
}

function visit(part: MailPart, place: Place, leads: boolean, sorted: SortedParts, note: NoteDefect): BodySegment[] {
  const type = part.type.value
  if (!type.startsWith('multipart/')) return visitLeaf(part, place, leads, sorted, note)
  sorted.protection = strongerProtection(sorted.protection, protectionOfType(part.type, ''))
  if (part.children.length === 0) {
    // Boundary missing or never used: what is there is the text (an empty body too).
    const text = partText({ ...part, type: { value: 'text/plain', params: new Map() } }, note)
    return text.trim() === '' ? [] : [{ text, html: null }]
  }
  if (type === 'multipart/alternative') {
    const versions = part.children.map((child, index) => visit(child, 'alternative', index === 0, sorted, note))
    return mergeVersions(versions)
  }
  if (type === 'multipart/related') {
    const root = rootOfRelated(part)
    return part.children.flatMap((child) => {
      const isRoot = child === root
      return visit(child, isRoot ? place : 'related', isRoot, sorted, note)
    })
  }
  const inside = type === 'multipart/report' ? 'report' : 'body'
  return part.children.flatMap((child, index) => visit(child, inside, leads && index === 0, sorted, note))
}

/** RFC 2387 §3.2: the part that `start` names, else the first. */
function rootOfRelated(part: MailPart): MailPart | undefined {
  const start = bareId(part.type.params.get('start') ?? '')
  const named = part.children.find((child) => start !== '' && start === idOf(child))
  return named ?? part.children[0]
}

/** One segment out of several versions of the same text: the first plain one and the last, richest HTML one. */
function mergeVersions(versions: BodySegment[][]): BodySegment[] {
  const plain = versions.find((segments) => segments.some((segment) => segment.text !== null))
  const rich = versions.findLast((segments) => segments.some((segment) => segment.html !== null))
  if (plain === undefined && rich === undefined) return []
  const text = plain
    ?.map((segment) => segment.text)
    .filter((piece) => piece !== null)
    .join('\n')
  const html = rich?.map((segment) => segment.html ?? textAsHtml(segment.text ?? '')).join('\n')
  return [{ text: text ?? null, html: html ?? null }]
}

function visitLeaf(part: MailPart, place: Place, leads: boolean, sorted: SortedParts, note: NoteDefect): BodySegment[] {
  const type = part.type.value
  const disposition = readParameterised(firstValue(part.fields, 'content-disposition') ?? '', note)
  const filename = disposition.params.get('filename') ?? part.type.params.get('name') ?? ''
  const isFile = disposition.value === 'attachment'
  sorted.protection = strongerProtection(sorted.protection, protectionOfType(part.type, filename))

  const isText = type === 'text/plain' || type === 'text/html' || type === 'text/enriched' || type === 'text/richtext'
  // A named text part is a file, unless it is where the mail's own text has to be.
  const isNamedBody = leads || place === 'alternative'
  if (isText && place !== 'related' && !isFile && (filename === '' || isNamedBody)) {
    const text = partText(part, note)
    if (type === 'text/html') return [{ text: null, html: text }]
    return [{ text: type === 'text/plain' ? text : withoutEnriched(text), html: null }]
  }
  if (MACHINE_PARTS.has(type)) {
    sorted.machineParts.push({ mediaType: type, text: machineText(part, note) })
    if (place === 'report' && !isFile) return []
  }
  // Other renderings of the same text (text/x-amp-html, text/watch-html) are no files that anybody sent.
  if (place === 'alternative' && type.startsWith('text/') && type !== 'text/calendar' && filename === '') return []

  const bytes = partBytes(part, note)
  if (type === 'text/calendar' || type === 'application/ics') {
    const text = partText(part, note)
    sorted.calendars.push(text)
    sorted.machineParts.push({ mediaType: 'text/calendar', text: text.slice(0, MAX_MACHINE_TEXT) })
  }
  if (ATTACHED_MAIL.has(type)) {
    sorted.attachedMails.push(bytes)
    sorted.machineParts.push({ mediaType: 'message/rfc822', text: headerText(bytes) })
  }
  // A mail without a text of its own type (a lone picture, say) is a file all the same; an empty leftover is not.
  if (bytes.length === 0 && filename === '' && !isFile && isText) return []
  sorted.attachments.push({
    filename,
    mediaType: type,
    bytes,
    contentId: idOf(part) || null,
    contentLocation:
      cleanLine(decodeHeaderText(firstValue(part.fields, 'content-location') ?? '')).slice(0, 2000) || null,
    meantInline: type.startsWith('image/') && place === 'related' && disposition.value === 'inline',
  })
  return []
}

function machineText(part: MailPart, note: NoteDefect): string {
  return cleanText(decodeUndeclared(partBytes(part, note).subarray(0, MAX_MACHINE_TEXT)))
}

function headerText(bytes: Uint8Array): string {
  const text = cleanText(decodeUndeclared(bytes.subarray(0, MAX_MACHINE_TEXT)))
  const end = text.indexOf('\n\n')
  return end < 0 ? text : text.slice(0, end)
}

function idOf(part: MailPart): string {
  return bareId(decodeHeaderText(firstValue(part.fields, 'content-id') ?? ''))
}

function bareId(written: string): string {
  return cleanLine(/<([^<>]*)>/.exec(written)?.[1] ?? written).slice(0, 998)
}

/** text/enriched (RFC 1896) without its commands; `<<` stands for `<`. */
function withoutEnriched(text: string): string {
  return text
    .replace(/<param>[^<]*<\/param>/gi, '')
    .replace(/<<|<\/?[a-z][a-z-]{0,60}>/gi, (command) => (command === '<<' ? '<' : ''))
}

export function textAsHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<div style="white-space:pre-wrap">${escaped}</div>`
}
