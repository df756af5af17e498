import { sql } from 'kysely'
import type { ParsedMail } from '../../channels/email/parsed-mail.ts'
import { type Ctx, emit } from '../../core/ctx.ts'
import { recordDelivery } from '../conversations/record-delivery.ts'
import { recordBounce } from '../customers/record-bounce.ts'
import { postEvents } from './contract.ts'
import { notifyNotDelivered } from './notify-not-delivered.ts'
import { conversationOfAddress } from './our-marks.ts'

export interface FailedMail {
  outgoingId: string
  conversationId: string | null
  messageId: string | null
  inboxId: string
  /** Recipients of ours that the report says were not reached, for good. Empty for a delay. */
  recipients: { address: string; status: string }[]
}

/**
 * The mail of ours that a delivery report is about: by our Message-ID in it, or, when the report quotes none, the newest to
 * that recipient in the conversation whose signed address the report came back to. A report about anything else is just a
 * mail: forged bounces change nothing.
 */
export async function findFailedMail(
  ctx: Ctx,
  mail: ParsedMail,
  envelopeRecipients: readonly string[],
): Promise<FailedMail | null> {
  if (!mail.bounce) return null
  const reported = mail.bounce.recipients.map((recipient) => ({
    ...recipient,
    address: recipient.address.toLowerCase(),
  }))
  const original = mail.bounce.originalMessageId ?? mail.inReplyTo ?? mail.references.at(-1) ?? null
  const number = envelopeRecipients
    .map((address) => conversationOfAddress(ctx.house.secret, address))
    .find((found) => found !== null)
  const { rows } = await sql<{
    id: string
    conversation_id: string | null
    message_id: string | null
    inbox_id: string
    recipients: string[]
  }>`
    select o.id, o.conversation_id, o.message_id, o.inbox_id,
      array(select r.address from outgoing_recipient r where r.outgoing_id = o.id) as recipients
    from outgoing o
    where o.internet_message_id = ${original ?? ''}
      or (${original === null && number !== undefined} and o.conversation_id = (select id from conversation where number = ${number ?? -1})
        and exists (select 1 from outgoing_recipient r where r.outgoing_id = o.id and r.address = any(${reported.map(({ address }) => address)}::text[])))
    order by o.created_at desc limit 1`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  const failed = mail.bounce.delayed ? [] : reported.filter(({ permanent }) => permanent)
  const ours = failed.filter(({ address }) => row.recipients.includes(address))
  // A forwarding address reports under its target's name; with a single recipient there is no doubt whom it means.
  const only =
    row.recipients.length === 1 && failed.length > 0
      ? [{ address: row.recipients[0] ?? '', status: failed[0]?.status ?? '' }]
      : []
  return {
    outgoingId: row.id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    inboxId: row.inbox_id,
    recipients: ours.length > 0 ? ours : only,
  }
}

/** Marks what bounced: the recipient, the outgoing mail, the message, the address; and tells whoever answers for it. */
export async function settleBounce(
  ctx: Ctx,
  { outgoingId, conversationId, messageId, inboxId, recipients }: FailedMail,
): Promise<void> {
  if (recipients.length === 0) return
  const addresses = recipients.map(({ address }) => address)
  const status = recipients[0]?.status ?? ''
  const detail = `${addresses.join(', ')}: returned as undeliverable${status ? ` (${status})` : ''}.`
  const marked =
    await sql`update outgoing_recipient set state = 'bounced', status = ${status}, detail = ${detail}, at = ${ctx.now()}
    where outgoing_id = ${outgoingId} and address = any(${addresses}::text[]) and state <> 'bounced' returning address`.execute(
      ctx.db,
    )
  if (marked.rows.length === 0) return
  await sql`update outgoing set state = 'bounced', detail = ${detail} where id = ${outgoingId}`.execute(ctx.db)
  await emit(ctx, postEvents.outgoingChanged, { inboxId, conversationId }, { outgoingId, state: 'bounced' })
  for (const address of addresses) await recordBounce(ctx, address, ctx.now())
  if (!messageId || !conversationId) return
  await recordDelivery(ctx, { messageId, state: 'bounced', detail })
  await notifyNotDelivered(ctx, { conversationId, messageId, inboxId, address: addresses.join(', '), detail })
}
