import type { NodemailerError } from 'nodemailer/lib/errors.js'

/** RFC 3463 status of a reply: its own enhanced code when it has one, else the general one of its class. */
export function statusOf(error: NodemailerError): string {
  const code = error.responseCode ?? 0
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? '')?.[1]
  if (enhanced && enhanced[0] === String(code)[0]) return enhanced
  if (code === 552) return '5.2.2'
  if (code === 550 && error.command === 'RCPT TO') return '5.1.1'
  return code >= 500 ? '5.0.0' : '4.0.0'
}

/** Replies from filters come under 5.7.x and under many others; their words give them away. */
const SPAM_WORDS = /\b(?:spam|spamhaus|blocklist|blacklist|blocked|reputation|dnsbl|rbl|dmarc|unsolicited)\b/i

const BY_STATUS: [RegExp, string][] = [
  [/^\d\.1\.(?:1|6)$/, 'There is no mailbox with this address'],
  [/^\d\.1\.(?:2|10)$/, 'There is no such mail domain'],
  [/^\d\.1\.3$/, 'The mail server does not understand this address'],
  [/^\d\.1\.[78]$/, 'The mail server does not accept our sender address'],
  [/^\d\.2\.1$/, 'The mailbox is closed'],
  [/^\d\.2\.2$/, 'The mailbox is full'],
  [/^\d\.(?:2\.3|3\.4)$/, 'The mail is too large for the receiving side'],
  [/^\d\.4\.[14]$/, 'The receiving mail server cannot be reached'],
  [/^\d\.7\.1$/, 'The mail server refuses to take this mail from us'],
  [/^\d\.7\.[0-9]+$/, 'The mail server refuses this mail by its rules'],
]

/** What a reply to one recipient, or to the whole mail, means for a person; the server's own words follow. */
export function replyWords(error: NodemailerError): string {
  const response = (error.response ?? error.message).replace(/\s+/g, ' ').slice(0, 500)
  const status = statusOf(error)
  const meaning = SPAM_WORDS.test(response)
    ? 'The mail was blocked as spam'
    : (BY_STATUS.find(([pattern]) => pattern.test(status))?.[1] ??
      (error.responseCode === 421
        ? 'The mail server asks us to come back later'
        : (error.responseCode ?? 0) >= 500
          ? 'The mail server refused the mail'
          : 'The mail server could not take the mail just now'))
  return `${meaning}: ${response}`
}

export type RelayProblem = 'address' | 'dns' | 'unreachable' | 'silent' | 'tls' | 'password' | 'refused'

/** Why no mail at all could be handed over: the relay itself, not a recipient. */
export function relayProblem(error: NodemailerError): { problem: RelayProblem; words: string } {
  const cause = `${error.originalCode ?? ''} ${error.code ?? ''} ${error.message}`
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH' || error.code === 'EOAUTH2') {
    return { problem: 'password', words: 'The outgoing mail server does not accept the user name and password' }
  }
  if (error.code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(cause)) {
    return { problem: 'dns', words: 'The outgoing mail server cannot be found: is its name spelled right?' }
  }
  if (error.code === 'ETLS' || /CERT|certificate|SSL|TLS|self.signed/i.test(cause)) {
    return {
      problem: 'tls',
      words: `No safe (TLS) connection to the outgoing mail server: ${error.message.slice(0, 200)}`,
    }
  }
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(cause)) {
    return { problem: 'unreachable', words: 'Nothing answers at the address and port of the outgoing mail server' }
  }
  if (error.responseCode) return { problem: 'refused', words: replyWords(error) }
  if (error.code === 'ETIMEDOUT' || /ETIMEDOUT/.test(cause)) {
    return { problem: 'silent', words: 'The outgoing mail server does not answer in time' }
  }
  return { problem: 'unreachable', words: `The connection to the outgoing mail server broke: ${error.message}` }
}
