import { sql } from 'kysely'
import { keptReferences } from '../../channels/email/wire/compose-mail.ts'
import type { Ctx } from '../../core/ctx.ts'
import { fill, type Language } from '../../core/texts.ts'
import { outgoingSubject } from '../conversations/conversation.ts'
import { htmlOfText } from './letter.ts'
import { acknowledgementTexts } from './letter-texts.ts'
import type { MailingInbox } from './mailing-inbox.ts'
import { conversationToken, newInternetMessageId, pageToken, plusAddress } from './our-marks.ts'
import { queueMail } from './queue-mail.ts'

/** Automatic mail already sent: what the limits of may-acknowledge.ts count. */
export async function countAutomatic(
  ctx: Ctx,
  address: string,
  conversationId: string,
): Promise<{ inConversation: number; toCorrespondent: number }> {
  const now = ctx.now().getTime()
  // A burst from one sender is read by several hands at once: they count one after another.
  await sql`select pg_advisory_xact_lock(7023, hashtext(${address}))`.execute(ctx.db)
  const { rows } = await sql<{ in_conversation: number; to_correspondent: number }>`
    select (select count(*)::int from automatic_mail where conversation_id = ${conversationId} and at > ${new Date(now - 24 * 3600_000)}) as in_conversation,
      (select count(*)::int from automatic_mail where address = ${address} and at > ${new Date(now - 3600_000)}) as to_correspondent`.execute(
    ctx.db,
  )
  return { inConversation: rows[0]?.in_conversation ?? 0, toCorrespondent: rows[0]?.to_correspondent ?? 0 }
}

export interface Acknowledgement {
  inbox: MailingInbox
  conversation: { id: string; number: number }
  to: { name: string; address: string }
  language: Language
  /** The sender is who they say: only then may their own subject stand in our mail. */
  verified: boolean
  subject: string
  /** Their mail's id and its forebears, for their mail program's thread. */
  inReplyTo: string | null
  references: readonly string[]
}

/** Tells the customer that their words have come. Auto-Submitted and from the null sender (RFC 3834 §§3.1.7, 3.3). */
export async function acknowledge(
  ctx: Ctx,
  { inbox, conversation, to, language, verified, subject, inReplyTo, references }: Acknowledgement,
): Promise<void> {
  const token = conversationToken(ctx.house.secret, conversation.number)
  const texts = acknowledgementTexts
  const values = {
    organisation: inbox.organisation,
    number: conversation.number,
    link: `${ctx.house.env.url}/c/${pageToken(ctx.house.secret, conversation.number)}`,
  }
  const text = fill(texts.body[language], values)
  await queueMail(ctx, {
    kind: 'automatic',
    inbox,
    conversationId: conversation.id,
    messageId: null,
    internetMessageId: newInternetMessageId(ctx.house.secret, inbox.address),
    envelopeSender: '',
    notBefore: ctx.now(),
    unlessAnswered: false,
    composedFrom: {
      from: { name: inbox.name, address: inbox.address },
      replyTo: { name: inbox.name, address: plusAddress(inbox.address, token) },
      // A name out of a forged From would put a stranger's words into our mail.
      to: [{ name: verified ? to.name : '', address: to.address }],
      cc: [],
      subject: verified
        ? outgoingSubject(subject, conversation.number, { first: false })
        : fill(texts.subject[language], values),
      text,
      html: htmlOfText(text),
      attachments: [],
      inReplyTo,
      references: keptReferences([...references, ...(inReplyTo ? [inReplyTo] : [])]),
      date: ctx.now().toISOString(),
      autoSubmitted: 'auto-replied',
    },
  })
  await ctx.db
    .insertInto('automatic_mail')
    .values({ address: to.address, conversation_id: conversation.id, at: ctx.now() })
    .execute()
}
