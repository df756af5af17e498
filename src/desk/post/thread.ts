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
  /** A conversation of another inbox that our marks name, when this mail went to that inbox too: it gets it there. */
  elsewhere: string | null
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
  const { isForward } = facts
  const ours = [
    ['address', facts.byAddress],
    // A forward quotes our mail, id and link and all, to someone else: that is no answer to it.
    ['message-id', isForward ? null : facts.byOurMessageId],
    ['marker', isForward ? null : facts.byMarker],
  ] as const
  for (const [by, candidate] of ours) {
    if (!candidate) continue
    // Carrying our secret joins; being the one we wrote to is another matter. A forged From takes nobody's place.
    const stranger = !candidate.participant || facts.trust === 'failed'
    return { place: 'joins', conversationId: candidate.conversationId, stranger, by }
  }
  const guesses = [
    ['foreign-message-id', facts.byForeignMessageId],
    ['case-number', facts.byCaseNumber],
  ] as const
  for (const [by, candidate] of guesses) {
    if (candidate && !isForward && candidate.participant && facts.trust === 'verified') {
      return { place: 'joins', conversationId: candidate.conversationId, stranger: false, by }
    }
  }
  const hints = [
    [facts.byOurMessageId ?? facts.byMarker, 'it passes on a mail of ours'],
    [facts.byForeignMessageId, 'it answers a mail that is known here'],
    [facts.byCaseNumber, 'its subject names this conversation'],
  ] as const
  for (const [candidate, reason] of hints) {
    if (candidate) return { place: 'new', linkTo: candidate.conversationId, reason }
  }
  if (facts.elsewhere) return { place: 'new', linkTo: facts.elsewhere, reason: 'the same mail went to its inbox too' }
  return { place: 'new', linkTo: null, reason: null }
}
