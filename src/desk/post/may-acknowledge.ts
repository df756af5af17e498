/**
 * When the desk may answer by itself: RFC 3834, and the mail bombs of October 2025, when help desks were made to confirm
 * thousands of forged requests. Pure.
 */

export interface AcknowledgementFacts {
  /** The inbox's own switch. */
  wanted: boolean
  via: 'smtp' | 'imap' | 'file'
  kind: string
  mayAnswerAutomatically: boolean
  trust: 'verified' | 'unknown' | 'failed'
  /** '' is the null sender. */
  envelopeSender: string | null
  /** From is an address of ours. */
  fromOurselves: boolean
  stranger: boolean
  /** The conversation was opened, or opened again, by this mail. */
  opens: boolean
  /** By the mail's own Date; null when it has none. */
  writtenAt: Date | null
  /** When it came to the desk, or to the mailbox the desk fetches from. */
  receivedAt: Date
  now: Date
  /** Automatic mail sent in this conversation within a day, and to this correspondent within an hour. */
  inConversation: number
  toCorrespondent: number
}

const dayMs = 24 * 3600_000
const atMostInAnHour = 5

/** Null when it may; otherwise the reason in words, for the log. */
export function whyNotAcknowledge(facts: AcknowledgementFacts): string | null {
  if (!facts.wanted) return 'switched off for this inbox'
  if (facts.via === 'file') return 'imported, not live'
  if (facts.kind !== 'person' || !facts.mayAnswerAutomatically)
    return 'not a person’s mail, or one that must not be answered by a machine'
  if (facts.trust === 'failed') return 'the sender is forged'
  if (facts.envelopeSender === '') return 'the null sender'
  if (facts.fromOurselves) return 'from ourselves'
  if (facts.stranger) return 'from somebody who takes no part'
  if (!facts.opens) return 'goes on with an open conversation'
  // The older of the two: a backlog fetched after a holiday, or a mail that lay in somebody's queue, is no longer live.
  const age =
    facts.now.getTime() - Math.min(facts.receivedAt.getTime(), (facts.writtenAt ?? facts.receivedAt).getTime())
  if (age > dayMs) return 'more than a day old'
  if (facts.inConversation >= 1) return 'this conversation had one today'
  if (facts.toCorrespondent >= atMostInAnHour) return 'this correspondent had enough this hour'
  return null
}
