import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { fill, type Language } from '../../core/texts.ts'
import { htmlOfText } from './letter.ts'
import { notDeliveredTexts } from './letter-texts.ts'
import { mailingInbox } from './mailing-inbox.ts'
import { newInternetMessageId } from './our-marks.ts'
import { queueMail } from './queue-mail.ts'

/** Tells the colleague who answers for a message that it did not arrive: its assignee, else its writer. Fixed words, no customer's text. */
export async function notifyNotDelivered(
  ctx: Ctx,
  {
    conversationId,
    messageId,
    inboxId,
    address,
    detail,
  }: { conversationId: string; messageId: string; inboxId: string; address: string; detail: string },
): Promise<void> {
  const { rows } = await sql<{ number: number; name: string; email: string; language: Language | null }>`
    select c.number, a.name, a.email, a.language
    from conversation c join message m on m.id = ${messageId}
      join account a on a.id = coalesce(c.assignee_id, m.author_id) and a.disabled_at is null
    where c.id = ${conversationId}`.execute(ctx.db)
  const owner = rows[0]
  if (!owner) return
  const inbox = await mailingInbox(ctx, inboxId)
  const language = owner.language ?? inbox.language
  const values = {
    name: owner.name,
    number: owner.number,
    address,
    detail,
    link: `${ctx.house.env.url}/conversations/${conversationId}`,
  }
  const text = fill(notDeliveredTexts.body[language], values)
  await queueMail(ctx, {
    kind: 'notification',
    inbox,
    conversationId,
    messageId: null,
    internetMessageId: newInternetMessageId(ctx.house.secret, inbox.address),
    envelopeSender: '',
    notBefore: ctx.now(),
    unlessAnswered: false,
    composedFrom: {
      from: { name: inbox.organisation, address: inbox.address },
      replyTo: null,
      to: [{ name: owner.name, address: owner.email }],
      cc: [],
      subject: fill(notDeliveredTexts.subject[language], values),
      text,
      html: htmlOfText(text),
      attachments: [],
      inReplyTo: null,
      references: [],
      date: ctx.now().toISOString(),
      autoSubmitted: 'auto-generated',
    },
  })
}
