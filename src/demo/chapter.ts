import type { Changes } from '../desk/conversations/change-conversation.ts'

export type Teller = 'kari' | 'holm' | 'siv' | 'lars'
export type InboxName = 'support' | 'hjelp' | 'kund'

export interface Person {
  name: string
  address: string
}

export interface Enclosure {
  filename: string
  mediaType: string
  content: Uint8Array
}

/** `2d 08:14`: two days ago at 08:14 where the desk is; `95m`: 95 minutes ago. */
export type When = string

export type Step =
  | {
      kind: 'mail'
      at: When
      text: string
      subject?: string
      /** Somebody else than the chapter's customer. */
      from?: Person
      trust?: 'verified' | 'unknown' | 'failed'
      /** Sent by a machine: out of office. */
      automatic?: boolean
      headers?: Record<string, string>
      enclosures?: readonly Enclosure[]
      /** Starts afresh instead of answering our last mail. */
      unrelated?: boolean
    }
  | {
      kind: 'reply'
      at: When
      by: Teller
      text: string
      enclosures?: readonly Enclosure[]
      /** Written while no outgoing server was to be had: it is held. */
      held?: boolean
      /** Goes out this many minutes from now. */
      sendInMinutes?: number
    }
  | { kind: 'forward'; at: When; by: Teller; text: string; to: Person }
  | { kind: 'note'; at: When; by: Teller; text: string }
  | { kind: 'draft'; at: When; by: Teller; text: string }
  | { kind: 'change'; at: When; by: Teller; to: Changes; assignTo?: Teller }
  /** The customer's mail system returns our last mail. */
  | { kind: 'bounce'; at: When; words: string }
  /** Bytes that no parser makes a mail of. */
  | { kind: 'unreadable'; at: When; raw: Uint8Array }

/** One matter with one customer, as it went. */
export interface Chapter {
  inbox: InboxName
  customer: Person
  subject: string
  steps: readonly Step[]
}
