/**
 * The port every way of travelling keeps to. A channel knows how words travel; it knows nothing of
 * conversations. The desk hands it `receive` and asks it to `send`; both ends are durable on our side.
 */

/** Raw words that have just arrived. Nothing in it has been interpreted. */
export interface Arrival {
  /** Exactly the bytes that came (for mail: after DATA, dot-stuffing undone, nothing added). */
  raw: Uint8Array
  /** How it came: decides what its trace data may be trusted for. */
  via: 'smtp' | 'imap' | 'file'
  /** Unique within its source, so that the same delivery is never taken twice: account/folder/UIDVALIDITY/UID, or the SMTP transaction id. */
  sourceKey: string
  /** Envelope recipients that are ours, as addressed (plus-parts kept). */
  recipients: string[]
  /** Envelope sender; '' is the null sender of RFC 5321 §4.5.5; null when the channel has no envelope. */
  sender: string | null
  /** The peer: for mail what SPF needs. */
  peer: { address: string; helo: string; encrypted: boolean } | null
  /** Who the sender is known to be. */
  trust: SenderTrust
  receivedAt: Date
}

/** verified: SPF or DKIM passes and is aligned with From. unknown: none, no DNS, temporary error. failed: a definite fail. */
export type SenderTrust = { verdict: 'verified' | 'unknown' | 'failed'; detail: string }

/** Stores the arrival durably, then resolves; only then may the channel acknowledge it (250, or mark it seen). */
export type Receive = (arrival: Arrival) => Promise<Received>
export type Received = { taken: 'stored' | 'already-there' }

/** The desk can't take it now (disk full, database away): the channel must leave it with the sender and try later. */
export class NotNow extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotNow'
  }
}

/** One recipient's fate after one attempt. */
export type Outcome =
  | { recipient: string; state: 'sent'; detail: string }
  | { recipient: string; state: 'deferred'; detail: string; retryAfterSeconds?: number }
  | { recipient: string; state: 'failed'; detail: string; status: string }

/** Words on their way out, already in the form in which they travel. */
export interface Departure {
  raw: Uint8Array
  /** '' for the null sender (automatic mail). */
  sender: string
  recipients: string[]
}

export type Send = (departure: Departure) => Promise<Outcome[]>
