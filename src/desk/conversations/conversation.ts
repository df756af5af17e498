/** The rules of a conversation's life: pure, no I/O, time passed in. */

export type Status = 'new' | 'open' | 'waiting' | 'resolved' | 'spam'

export interface Standing {
  status: Status
  /** Since when the customer waits for a person's answer; null when the word is with them. */
  waitingSince: Date | null
}

export type IncomingKind = 'customer' | 'automatic' | 'bounce' | 'system'

/**
 * Where a conversation stands once something has come in. Only a person's words move it (RFC 3834: what a machine says
 * answers nothing); a failed delivery brings it back, because the customer has not been answered after all.
 */
export function standingAfterIncoming(
  { status, waitingSince }: Standing,
  { kind, stranger, failedDelivery, at }: { kind: IncomingKind; stranger: boolean; failedDelivery: boolean; at: Date },
): Standing {
  if (status === 'spam') return { status, waitingSince }
  if (kind === 'customer') {
    // A stranger's words are shown, but don't set the clock of a customer who has not written.
    if (stranger) return { status: status === 'resolved' || status === 'waiting' ? 'open' : status, waitingSince }
    return { status: status === 'new' ? 'new' : 'open', waitingSince: waitingSince ?? at }
  }
  if (kind === 'bounce' && failedDelivery) {
    return { status: status === 'resolved' || status === 'waiting' ? 'open' : status, waitingSince: waitingSince ?? at }
  }
  return { status, waitingSince }
}

/** After our reply the word is with the customer. */
export function standingAfterReply({ status }: Standing): Standing {
  return { status: status === 'resolved' ? 'resolved' : 'waiting', waitingSince: null }
}

/** The last words, as a list shows them: one line, at most 160 characters. */
export function preview(text: string): string {
  const line = oneLine(cut(text, 1000))
  return line.length <= 160 ? line : `${cut(line, 159).trimEnd()}…`
}

/** At most `max` UTF-16 units, never half a character: PostgreSQL's JSON refuses a lone surrogate. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max)
}

const prefixes = /^\s*((re|sv|vs|vb|fw|fwd|aw|antw|svar)(\[\d+\])?\s*:\s*)+/i
/** Control characters too: a mail's Subject must not carry any (RFC 5322 §2.2). */
const blanks = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g
const caseNumbers = /\[#(\d{1,15})\]/g

/** Fit to stand in a mail's header field: one line, nothing invisible that could end it. */
export function oneLine(text: string): string {
  return text.replace(blanks, ' ').trim()
}

/** The subject without reply and forward prefixes, as a conversation is named. */
export function bareSubject(subject: string): string {
  return cut(oneLine(subject.replace(prefixes, '')), 500)
}

/** `[#123]` in a subject: a hint at a conversation, never a key to it. */
export function caseNumberIn(subject: string): number | null {
  const last = [...subject.matchAll(caseNumbers)].at(-1)?.[1]
  return last === undefined ? null : Number(last)
}

/** The subject of what we send: recognisable to people, and to mail programs that thread by subject (RFC 5322 §3.6.5). */
export function outgoingSubject(subject: string, number: number, { first }: { first: boolean }): string {
  const bare = bareSubject(subject.replace(caseNumbers, '')) || '…'
  return `${first ? '' : 'Re: '}${bare} [#${number}]`
}
