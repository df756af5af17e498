/**
 * What one mail says once it has been read: the shape that `lofte mail parse` prints and that
 * `desk/post` files as a message. Everything here is data; nothing refers back to the parser.
 */

export interface Mailbox {
  /** Display name, decoded, control and bidirectional-override characters taken out; '' when there is none. */
  name: string
  /** addr-spec as RFC 5322 §3.4.1 has it, domain lower-cased; '' when the header holds none that can be read strictly. */
  address: string
}

export type MailKind = 'person' | 'auto-reply' | 'bounce' | 'bulk' | 'notice' | 'report'

export interface MailAttachment {
  /** The safe name offered for download: no path, no control or RTL characters, never empty. */
  filename: string
  mediaType: string
  size: number
  /** Lower-case hex of the decoded bytes, exactly as the sender encoded them. */
  sha256: string
  /** Without angle brackets; null when the part has none. */
  contentId: string | null
  /** Shown inside the HTML body (cid:) rather than offered below it. */
  inline: boolean
}

export interface BouncedRecipient {
  address: string
  /** Enhanced status code of RFC 3463, such as 5.1.1; '' when the report gives none. */
  status: string
  permanent: boolean
}

export interface ParsedMail {
  /** With angle brackets, as written in the header; null when absent or not one msg-id. */
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  from: Mailbox
  to: Mailbox[]
  cc: Mailbox[]
  replyTo: Mailbox[]
  subject: string
  /** RFC 3339 UTC; null when the header is missing or unreadable. */
  date: string | null
  kind: MailKind
  /** False for anything RFC 3834 §2 says must not be answered by a machine. */
  mayAnswerAutomatically: boolean
  /** The whole readable text, as text/plain or made from the HTML. */
  text: string
  /** What this person wrote now: without quotes and signature. */
  newText: string
  quotedText: string
  signature: string
  /** Sanitised by clean-html.ts; '' when the mail has no HTML. */
  html: string
  attachments: MailAttachment[]
  bounce: { recipients: BouncedRecipient[]; delayed: boolean; originalMessageId: string | null } | null
  forwarded: { from: Mailbox; subject: string; text: string } | null
  /** In words a person understands, English. */
  defects: string[]
  /** Facts later rules need: trace headers for trust, list and loop headers, protection labels. */
  signals: {
    /** '' for the null sender <>; null when there is no Return-Path. */
    returnPath: string | null
    /** More than one author, or none that can be read strictly: no rule may take such a sender for proved. */
    fromDoubtful: boolean
    autoSubmitted: string | null
    listId: string | null
    authenticationResults: string[]
    deliveredTo: string[]
    protection: 'smime-signed' | 'smime-encrypted' | 'pgp-signed' | 'pgp-encrypted' | null
    calendar: { method: string; summary: string; start: string | null; end: string | null; location: string } | null
    /** Signed markers of ours (`lofte:…` links) found in the body, for threading when headers were stripped. */
    bodyMarkers: string[]
  }
}

/** A parsed mail together with the decoded bytes of its attachments, in the same order. */
export interface ReadMail {
  mail: ParsedMail
  contents: Uint8Array[]
}

/** Thrown when a mail can't be turned into a message; `reason` is shown to people in the quarantine list. */
export class UnreadableMail extends Error {
  readonly code:
    | 'too-many-parts'
    | 'too-deep'
    | 'headers-too-large'
    | 'timed-out'
    | 'out-of-memory'
    | 'not-a-mail'
    | 'parser-fault'
  constructor(code: UnreadableMail['code'], reason: string) {
    super(reason)
    this.name = 'UnreadableMail'
    this.code = code
  }
}
