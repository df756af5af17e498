/**
 * Which conversation a mail belongs to: DESIGN.md mechanism 6, pure. What proves a place is either a secret of ours or a
 * sender who is verified *and* takes part; a reference alone proves nothing, since anyone can write one.
 */

export interface Candidate {
  conversationId: string
  /** The sender's address takes part in it. */
  participant: boolean
}

export interface ThreadFacts {
  /** By our signed plus-address among the recipients. */
  byAddress: Candidate | null
  /** By a Message-ID of ours in In-Reply-To, then in References from the right. */
  byOurMessageId: Candidate | null
  /** By our signed link in the body. */
  byMarker: Candidate | null
  /** By somebody else's Message-ID that is known in this inbox. */
  byForeignMessageId: Candidate | null
  /** By `[#123]` in the subject. */
  byCaseNumber: Candidate | null
  trust: 'verified' | 'unknown' | 'failed'
  /** A forward passes something on; it follows nothing up. */
  isForward: boolean
}

export type ThreadDecision =
  | {
      place: 'joins'
      conversationId: string
      stranger: boolean
      by: 'address' | 'message-id' | 'marker' | 'foreign-message-id' | 'case-number'
    }
  | { place: 'new'; linkTo: string | null; reason: string | null }

export function decideThread(facts: ThreadFacts): ThreadDecision {
  const ours = [
    ['address', facts.byAddress],
    ['message-id', facts.byOurMessageId],
    // A forward quotes our mail, link and all, to someone else: that is no answer to it.
    ['marker', facts.isForward ? null : facts.byMarker],
  ] as const
  for (const [by, candidate] of ours) {
    if (!candidate) continue
    // Carrying our secret joins; being the one we wrote to is another matter. A forged From takes nobody's place.
    const stranger = !candidate.participant || facts.trust === 'failed'
    return { place: 'joins', conversationId: candidate.conversationId, stranger, by }
  }
  const guesses = [
    ['foreign-message-id', facts.byForeignMessageId, 'it answers a mail that is known here'],
    ['case-number', facts.byCaseNumber, 'its subject names this conversation'],
  ] as const
  for (const [by, candidate] of guesses) {
    if (candidate && !facts.isForward && candidate.participant && facts.trust === 'verified') {
      return { place: 'joins', conversationId: candidate.conversationId, stranger: false, by }
    }
  }
  for (const [, candidate, reason] of guesses) {
    if (candidate) return { place: 'new', linkTo: candidate.conversationId, reason }
  }
  return { place: 'new', linkTo: null, reason: null }
}
