import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { MailFieldRefused, refuseControlCharacters, requireAddress, requireHeaderName } from './mail-field.ts'

export interface OutgoingMailbox {
  name: string
  address: string
}

export interface OutgoingAttachment {
  filename: string
  mediaType: string
  content: Uint8Array
  /** Without angle brackets; given for an image that the HTML shows by `cid:`. */
  contentId: string | null
}

export interface OutgoingMail {
  from: OutgoingMailbox
  to: OutgoingMailbox[]
  cc: OutgoingMailbox[]
  replyTo: OutgoingMailbox[]
  subject: string
  text: string
  html: string | null
  attachments: OutgoingAttachment[]
  /** With angle brackets, like `inReplyTo` and `references`. */
  messageId: string
  inReplyTo: string | null
  references: string[]
  date: Date
  /** Further fields, such as List-Unsubscribe. Fields that this function writes itself are refused. */
  headers: Record<string, string>
  /** RFC 3834 §5; absent for words a person wrote. */
  autoSubmitted?: 'auto-replied' | 'auto-generated'
}

/** References kept from each end of a long thread: the first lead back to its start, the last to its newest branches. */
const REFERENCES_KEPT = 20
/** A msg-id that leaves room for its field name on a line of at most 998 octets (RFC 5322 §2.1.1). */
const MSG_ID = /^<[^<>\s\x00-\x1f\x7f]{1,900}>$/

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i

/** The msg-ids of a thread, the middle left out when it is long (RFC 5322 §3.6.4 lets it grow without end). */
export function keptReferences(references: string[]): string[] {
  const ids = references.filter((id) => MSG_ID.test(id))
  if (ids.length <= 2 * REFERENCES_KEPT) return ids
  return [...ids.slice(0, REFERENCES_KEPT), ...ids.slice(-REFERENCES_KEPT)]
}

function checkMailbox(field: string, mailbox: OutgoingMailbox): OutgoingMailbox {
  refuseControlCharacters(field, mailbox.name)
  requireAddress(field, mailbox.address)
  return { name: mailbox.name, address: mailbox.address }
}

/**
 * The bytes of a mail as it leaves: CRLF, UTF-8 encoded for 7-bit transport, text beside HTML, inline pictures with
 * the HTML that shows them. The same input gives the same bytes, so a retry after a crash sends the very same mail:
 * part boundaries come from the Message-ID, not from chance. Nothing is fetched from disk or network.
 * Throws MailFieldRefused when a field holds control characters or is no address, msg-id or field name.
 */
export async function composeMail(mail: OutgoingMail): Promise<Uint8Array> {
  refuseControlCharacters('Subject', mail.subject)
  requireMsgId('Message-ID', mail.messageId)
  if (mail.inReplyTo !== null) requireMsgId('In-Reply-To', mail.inReplyTo)
  const headers = Object.entries(mail.headers).map(([key, value]) => {
    requireHeaderName(key)
    refuseControlCharacters(key, value)
    return { key, value }
  })
  if (mail.autoSubmitted) headers.push({ key: 'Auto-Submitted', value: mail.autoSubmitted })
  const attachments = mail.attachments.map((attachment) => {
    refuseControlCharacters('attachment name', attachment.filename)
    if (attachment.contentId !== null) requireMsgId('Content-ID', `<${attachment.contentId}>`)
    const contentType = MEDIA_TYPE.test(attachment.mediaType) ? attachment.mediaType : 'application/octet-stream'
    return {
      filename: attachment.filename,
      contentType,
      content: Buffer.from(attachment.content),
      ...(attachment.contentId === null
        ? { contentDisposition: 'attachment' as const }
        : { cid: attachment.contentId, contentDisposition: 'inline' as const }),
    }
  })
  const composer = new MailComposer({
    from: checkMailbox('From', mail.from),
    to: mail.to.map((mailbox) => checkMailbox('To', mailbox)),
    cc: mail.cc.map((mailbox) => checkMailbox('Cc', mailbox)),
    replyTo: mail.replyTo.map((mailbox) => checkMailbox('Reply-To', mailbox)),
    subject: mail.subject,
    // An empty text would leave out the plain part, and with it the only part some readers can show.
    text: mail.text === '' ? '\r\n' : mail.text,
    ...(mail.html === null ? {} : { html: mail.html }),
    attachments,
    messageId: mail.messageId,
    ...(mail.inReplyTo === null ? {} : { inReplyTo: mail.inReplyTo }),
    references: keptReferences(mail.references),
    date: mail.date,
    headers,
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    newline: 'windows',
  })
  const bytes = await composer.compile().build()
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function requireMsgId(field: string, id: string): void {
  refuseControlCharacters(field, id)
  if (!MSG_ID.test(id)) throw new MailFieldRefused(field, 'is not one identifier in angle brackets')
}
