import { domainOf } from './domain-alignment.ts'

/** Longer header blocks are not judged: 256 kB is far beyond any honest mail (and quarantined later). */
const MAX_HEADER_BYTES = 256 * 1024

/** One mailbox, the way mail programs write it: `addr` or `name <addr>`, comments and quoted strings only in the name. */
const ONE_MAILBOX =
  /^(?:"(?:[^"\\]|\\.)*"|[^"<>@,:;\\])*<([^<>@\s"(),:;\\[\]]+@[^<>@\s"(),:;\\[\]]+)>\s*$|^([^<>@\s"(),:;\\[\]]+@[^<>@\s"(),:;\\[\]]+)$/

export type FromDomain = { domain: string } | { domain: null; reason: string }

/**
 * The header block of a mail as text (bytes as UTF-8, line ends CRLF), without the empty line; null when it is too
 * long to judge. Mail read from an IMAP server may come with bare LF; mail over SMTP never gets this far with one.
 */
export function headerBlock(raw: Uint8Array): string | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MAX_HEADER_BYTES + 4))
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at !== -1)
  if (ends.length === 0 && raw.byteLength > MAX_HEADER_BYTES) return null
  return bytes.toString('utf8', 0, Math.min(bytes.length, ...ends)).replace(/\r?\n/g, '\r\n')
}

/** The unfolded values of every field with this name, topmost first. */
export function headerValues(block: string, name: string): string[] {
  const prefix = `${name.toLowerCase()}:`
  return block
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .filter((line) => line.slice(0, prefix.length).toLowerCase() === prefix)
    .map((line) => line.slice(prefix.length).trim())
}

/**
 * The domain of the one author. A mail with several From fields, several mailboxes, a group or an address that two
 * readers could read differently has none: what a person sees and what was checked might not be the same then.
 */
export function fromDomain(block: string): FromDomain {
  const fields = headerValues(block, 'from')
  if (fields.length !== 1) return { domain: null, reason: fields.length === 0 ? 'no From' : 'more than one From' }
  const match = ONE_MAILBOX.exec(fields[0] ?? '')
  const domain = match ? domainOf(match[1] ?? match[2] ?? '') : ''
  return domain === '' ? { domain: null, reason: 'a From that can be read in more than one way' } : { domain }
}
