import { sql } from 'kysely'
import { keptReferences } from '../../channels/email/wire/compose-mail.ts'
import type { Ctx, Happening } from '../../core/ctx.ts'
import type { Language } from '../../core/texts.ts'
import { outgoingSubject } from '../conversations/conversation.ts'
import type { ToSend } from '../conversations/message-shape.ts'
import { recordDeparture } from '../conversations/record-delivery.ts'
import { layOut } from './letter.ts'
import { mailingInbox } from './mailing-inbox.ts'
import { conversationToken, newInternetMessageId, pageToken, plusAddress, withoutPageLinks } from './our-marks.ts'
import { type ComposedFrom, heldWords, queueMail } from './queue-mail.ts'

interface Words {
  text: string
  html: string
  language: Language | null
  number: number
  subject: string
  author_name: string
  undo_until: Date | null
  send_at: Date | null
  references: string[]
  last_received: string | null
}

/** A reply was written: its mail goes into the outbox in the same transaction, so that neither is ever without the other. */
export async function queueReply(
  ctx: Ctx,
  happening: Happening<{ messageId: string; kind: string }>,
  sending: ToSend | null,
): Promise<void> {
  const { conversationId, inboxId } = happening
  const { messageId, kind } = happening.data
  if (!sending || !conversationId || !inboxId) return
  const inbox = await mailingInbox(ctx, inboxId)
  const words = await wordsOf(ctx, conversationId, messageId)
  const language = words.language ?? inbox.language
  const token = conversationToken(ctx.house.secret, words.number)
  const internetMessageId = newInternetMessageId(ctx.house.secret, inbox.address)
  const forwarded =
    kind === 'forward' && sending.forwardOf ? await passedOn(ctx, conversationId, sending.forwardOf) : null
  const letter = layOut({
    text: words.text,
    html: words.html,
    signature: inbox.signature,
    language,
    // The customer's page is the customer's: whoever a mail is forwarded to gets no link to it.
    link: kind === 'reply' ? `${ctx.house.env.url}/c/${pageToken(ctx.house.secret, words.number)}` : null,
    forwarded,
  })
  const composedFrom: ComposedFrom = {
    from: { name: inbox.name, address: inbox.address },
    replyTo: { name: inbox.name, address: plusAddress(inbox.address, token) },
    to: sending.to,
    cc: sending.cc,
    subject:
      kind === 'forward'
        ? `Fwd: ${outgoingSubject(words.subject, words.number, { first: true })}`
        : outgoingSubject(words.subject, words.number, { first: sending.first }),
    ...letter,
    attachments: [
      ...(await attachmentsOf(ctx, messageId)),
      ...(forwarded ? await attachmentsOf(ctx, forwarded.messageId) : []),
    ],
    inReplyTo: kind === 'reply' ? (words.last_received ?? words.references.at(-1) ?? null) : null,
    references: kind === 'reply' ? keptReferences(words.references) : [],
    date: ctx.now().toISOString(),
    autoSubmitted: null,
  }
  const notBefore = new Date(
    Math.max(ctx.now().getTime(), words.undo_until?.getTime() ?? 0, words.send_at?.getTime() ?? 0),
  )
  const state = await queueMail(ctx, {
    kind: 'reply',
    inbox,
    conversationId,
    messageId,
    internetMessageId,
    envelopeSender: plusAddress(inbox.address, token),
    composedFrom,
    notBefore,
    unlessAnswered: words.send_at !== null,
  })
  await recordDeparture(ctx, {
    messageId,
    internetMessageId,
    state: state === 'held' ? 'held' : 'queued',
    detail: state === 'held' ? heldWords : '',
  })
}

async function wordsOf(ctx: Ctx, conversationId: string, messageId: string): Promise<Words> {
  const { rows } = await sql<Words>`
    select m.text, m.html, coalesce(m.language, c.language) as language, c.number, c.subject, m.author_name, m.undo_until, m.send_at,
      array(select e.internet_message_id from message e where e.conversation_id = ${conversationId} and e.id <> ${messageId}
        and e.internet_message_id is not null and e.withdrawn_at is null and not e.stranger and (e.kind = 'customer' or e.mail ? 'stoodBefore')
        order by e.at desc, e.id desc limit 100) as references,
      (select e.internet_message_id from message e where e.conversation_id = ${conversationId} and e.internet_message_id is not null
        and e.kind = 'customer' and not e.stranger order by e.at desc, e.id desc limit 1) as last_received
    from message m join conversation c on c.id = m.conversation_id where m.id = ${messageId}`.execute(ctx.db)
  if (!rows[0]) throw new Error('The message to send is gone.')
  return { ...rows[0], references: rows[0].references.reverse() }
}

async function passedOn(ctx: Ctx, conversationId: string, messageId: string) {
  const row = await ctx.db
    .selectFrom('message')
    .select(['author_name', 'author_address', 'at', 'subject', 'text'])
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversationId)
    .where('kind', '<>', 'note')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const from = row.author_address ? `${row.author_name} <${row.author_address}>`.trim() : row.author_name
  return { messageId, from, date: row.at.toISOString(), subject: row.subject, text: withoutPageLinks(row.text) }
}

async function attachmentsOf(ctx: Ctx, messageId: string): Promise<ComposedFrom['attachments']> {
  const rows = await ctx.db
    .selectFrom('attachment')
    .select(['sha256', 'filename', 'media_type', 'content_id'])
    .where('message_id', '=', messageId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    sha256: row.sha256,
    filename: row.filename,
    mediaType: row.media_type,
    contentId: row.content_id,
  }))
}
