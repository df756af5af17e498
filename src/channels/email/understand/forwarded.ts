import type { Mailbox } from '../parsed-mail.ts'
import { type HeaderBlock, headerBlockAt } from './header-block.ts'
import { findQuotes } from './quote-lines.ts'
import { subjectKind } from './subject-prefix.ts'
import { joinLines, type Line, textLimit, toLines, unquote } from './text-lines.ts'

interface ForwardedMail {
  /** As the forwarding program wrote it, unproved: name and address may each be ''. */
  from: Mailbox
  subject: string
  text: string
}

export interface AttachedMessage {
  from: Mailbox
  subject: string
  text: string
}

/**
 * The mail that this one passes on, or null. A program's forwarding line decides; without one, a forwarding prefix on
 * the subject together with a header block does; a mail attached as a file counts when the subject says so or nothing
 * but it was sent. An answer to a forwarded mail passes nothing on.
 */
export function findForwarded({
  text,
  subject,
  attachedMessages,
}: {
  text: string
  html: string
  subject: string
  attachedMessages: readonly AttachedMessage[]
}): ForwardedMail | null {
  const prefix = subjectKind(subject)
  const inText = text.length > textLimit ? null : forwardedInText(text, prefix)
  if (inText) return inText
  const attached = attachedMessages[0]
  if (!attached || prefix === 'reply') return null
  return { from: attached.from, subject: attached.subject, text: attached.text }
}

function forwardedInText(text: string, prefix: 'forward' | 'reply' | null): ForwardedMail | null {
  const lines = toLines(text)
  const { first } = findQuotes(lines, null)
  if (!first) return null
  const announced = first.kind === 'forward'
  if (!announced && !(prefix === 'forward' && (first.kind === 'headers' || first.kind === 'original'))) return null
  const block = blockNear(lines, first.line)
  if (block && isFinnishAnswer(block, announced)) return null
  const body = lines.slice((block?.last ?? first.line) + 1)
  // Apple and Thunderbird may quote all of what they forward: one level of marks is then theirs.
  const written = body.filter((line) => !line.blank)
  const marked = written.length > 0 && written.every((line) => line.depth > 0)
  const from = readMailbox(block?.fields.from ?? '')
  const found = {
    from,
    subject: block?.fields.subject ?? '',
    text: joinLines(body.map((line) => (marked ? onceUnquoted(line) : line.raw))),
  }
  return found.text === '' && from.address === '' && found.subject === '' ? null : found
}

/** The header block stands on the boundary or just below the line that announces it. */
function blockNear(lines: readonly Line[], at: number): HeaderBlock | null {
  for (let line = at; line < lines.length && line <= at + 4; line++) {
    const block = headerBlockAt(lines, line)
    if (block) return block
  }
  return looseBlock(lines, at)
}

/** Below a forwarding line a block of two labels is enough: "Fra: Kari <…>" and "Emne: …". */
function looseBlock(lines: readonly Line[], at: number): HeaderBlock | null {
  const fields: HeaderBlock['fields'] = {}
  let last = -1
  for (let line = at + 1; line < lines.length && line <= at + 8; line++) {
    const seen = unquote(lines[line] as Line).seen.replace(/\*/g, '')
    if (seen === '' && last < 0) continue
    const label =
      /^(fra|frå|från|from|von|lähettäjä|emne|ämne|subject|betreff|aihe|date|dato|datum|to|til|till): ?/i.exec(seen)
    if (!label) break
    const kind = /^(?:f|von|lä)/i.test(label[0]) ? 'from' : /^(?:em|äm|su|be|ai)/i.test(label[0]) ? 'subject' : 'other'
    fields[kind] ??= seen.slice(label[0].length).trim()
    last = line
  }
  return last < 0 || fields.from === undefined ? null : { first: at, last, fields, language: null }
}

/** VS is "vastaus", an answer, where the block is in Finnish; only an announced forward is one then. */
function isFinnishAnswer(block: HeaderBlock, announced: boolean): boolean {
  return !announced && block.language === 'fi'
}

function onceUnquoted(line: Line): string {
  const bare = line.raw.trimStart()
  return bare.startsWith('> ') ? bare.slice(2) : bare.startsWith('>') ? bare.slice(1) : line.raw
}

/**
 * Reads "Kari Nordmann <kari@firma.no>", "Kari [mailto:kari@firma.no]", "kari@firma.no". The address is text that
 * somebody typed into a mail: good for a suggestion, never for identity.
 */
function readMailbox(written: string): Mailbox {
  const short = written.slice(0, 320)
  const found = /[\p{L}\d.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\d.-]{1,190}[\p{L}\d]/u.exec(short.replace(/mailto:/gi, ''))
  const address = found ? found[0].replace(/^'|'$/g, '') : ''
  const at = address.lastIndexOf('@')
  const name = short
    .split(/[<[]|mailto:/i, 1)[0]
    ?.replace(/["']/g, '')
    .replace(/\([^()]{0,200}@[^()]{0,200}\)\s*$/, '')
    .replace(/\bvia\b.{0,80}$|\bpå vegne af\b.{0,80}$|\bpå vegne av\b.{0,80}$|\bför\b.{0,80}@.{0,80}$/i, '')
    .trim()
  return {
    name: !name || name.includes('@') ? '' : name,
    address: address === '' ? '' : address.slice(0, at) + address.slice(at).toLowerCase(),
  }
}
