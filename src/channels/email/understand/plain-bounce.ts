import type { BouncedRecipient } from '../parsed-mail.ts'
import { bouncePhrases, bounceSubjects, copyMarkers, delayPhrases, delaySubjects } from './bounce-words.ts'
import { type Bounce, type MailPart, returnedMessageId } from './delivery-report.ts'
import { type HeaderFields, readMessageId } from './header-fields.ts'
import { machineAddress } from './machine-addresses.ts'
import { type Line, toLines } from './text-lines.ts'

const textToRead = 64 * 1024
const maxRecipients = 200
const address = /[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:@]{1,190}/g

/** Does the subject speak of a mail that was not or not yet delivered? */
export function bounceSubject(subject: string): 'failed' | 'delayed' | null {
  const lower = subject.slice(0, 240).trim().toLowerCase()
  if (delaySubjects.some((phrase) => lower.startsWith(phrase))) return 'delayed'
  return bounceSubjects.some((phrase) => lower.startsWith(phrase)) ? 'failed' : null
}

/** Does a machine's text say so? Only the part above the returned copy is read. */
export function bounceText(text: string): 'failed' | 'delayed' | null {
  const lower = aboveCopy(toLines(text.slice(0, textToRead)))
    .slice(0, 60)
    .map((line) => line.seen.toLowerCase())
  if (lower.some((line) => delayPhrases.some((phrase) => line.includes(phrase)))) return 'delayed'
  return lower.some((line) => bouncePhrases.some((phrase) => line.includes(phrase))) ? 'failed' : null
}

/**
 * Reads a bounce that has no machine-readable part, as qmail, Exim, older Exchange, Domino and GroupWise write them: the addresses
 * named above the returned copy, with the status nearest below each, and the Message-ID out of the copy. Best effort; `own`
 * are addresses that cannot have failed (the system that reports).
 */
export function readPlainBounce(
  headers: HeaderFields,
  text: string,
  parts: readonly MailPart[],
  fate: 'failed' | 'delayed',
  own: readonly string[],
): Bounce {
  const lines = toLines(text.slice(0, textToRead))
  const above = aboveCopy(lines)
  const permanent = fate === 'failed'
  const statuses = statusBelow(above)
  const recipients = new Map<string, BouncedRecipient>()
  const add = (written: string, status: string) => {
    const clean = written.replace(/^mailto:/i, '').replace(/[.:>]+$/, '')
    const key = clean.toLowerCase()
    if (
      own.includes(key) ||
      machineAddress(key) === 'system' ||
      !/^[^@]+@[^@.]+\..+|^[^@]+@\[/.test(clean) ||
      recipients.size >= maxRecipients
    )
      return
    const known = recipients.get(key)
    if (!known) recipients.set(key, { address: clean, status, permanent })
    else if (known.status === '') known.status = status
  }
  const named = (headers.get('x-failed-recipients') ?? []).flatMap((value) => value.slice(0, 8000).split(','))
  for (const one of named) add(one.trim().slice(0, 320), '')
  for (const [at, line] of above.entries()) {
    for (const found of line.seen.match(address) ?? []) {
      // With X-Failed-Recipients the list is complete; the text then only tells each one's status.
      if (named.length === 0 || recipients.has(found.toLowerCase().replace(/[.:>]+$/, '')))
        add(found, statuses[at] ?? '')
    }
  }
  const fallback = statuses.find((status) => status !== '') ?? ''
  for (const recipient of recipients.values()) if (recipient.status === '') recipient.status = fallback
  return {
    recipients: [...recipients.values()],
    delayed: fate === 'delayed',
    originalMessageId: returnedMessageId(parts) ?? messageIdIn(lines),
  }
}

function aboveCopy(lines: readonly Line[]): readonly Line[] {
  const copy = lines.findIndex((line) => {
    const lower = line.seen.toLowerCase()
    return copyMarkers.some((marker) => lower.startsWith(marker)) || /copy of (?:the|your) message/.test(lower)
  })
  return copy < 0 ? lines : lines.slice(0, copy)
}

/** For each line the first enhanced status (RFC 3463) on it or the seven lines below. An IP address is none. */
function statusBelow(lines: readonly Line[]): string[] {
  const found: string[] = []
  let status = ''
  let distance = 99
  for (let at = lines.length - 1; at >= 0; at--) {
    const here = /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(lines[at]?.seen ?? '')?.[1]
    distance = here ? 0 : distance + 1
    status = here ?? status
    found[at] = distance <= 7 ? status : ''
  }
  return found
}

/** The returned copy stands in the text itself; the last Message-ID line is the copy's, an earlier one may be the report's. */
function messageIdIn(lines: readonly Line[]): string | null {
  const found = lines.filter((line) => /^>? ?\*?message-?id\*?:/i.test(line.seen))
  return readMessageId(found.at(-1)?.seen)
}
