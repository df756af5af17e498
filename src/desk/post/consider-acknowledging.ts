import { sql } from 'kysely'
import type { ParsedMail } from '../../channels/email/parsed-mail.ts'
import { emailAddress } from '../../core/contract.ts'
import type { Ctx } from '../../core/ctx.ts'
import { inboxAddressesFor } from '../inboxes/recipient-address.ts'
import { acknowledge, countAutomatic } from './acknowledge.ts'
import type { InboundRow } from './file-mail.ts'
import type { Sender } from './mail-sender.ts'
import type { MailingInbox } from './mailing-inbox.ts'
import { whyNotAcknowledge } from './may-acknowledge.ts'
import type { Placed } from './place-mail.ts'

const canBeWrittenTo = (address: string) => !address.endsWith('.invalid') && emailAddress.safeParse(address).success

/** Acknowledges a mail that has just been filed, if the rules of may-acknowledge.ts let it. */
export async function considerAcknowledging(
  ctx: Ctx,
  row: InboundRow,
  mail: ParsedMail,
  inbox: MailingInbox,
  sender: Sender,
  placed: Placed,
): Promise<void> {
  const facts = {
    wanted: inbox.acknowledge,
    via: row.via,
    kind: mail.kind,
    mayAnswerAutomatically: mail.mayAnswerAutomatically,
    trust: row.trust,
    envelopeSender: row.envelope_sender,
    fromOurselves: false,
    stranger: placed.stranger,
    opens: placed.opens,
    writtenAt: mail.date ? new Date(mail.date) : null,
    receivedAt: row.received_at,
    now: ctx.now(),
    inConversation: 0,
    toCorrespondent: 0,
  }
  // Most mail is settled by what is already known; the two questions to the database are asked only when it is not.
  if (placed.number === null || !canBeWrittenTo(sender.address) || whyNotAcknowledge(facts) !== null) return
  const ourselves =
    await sql`select 1 from inbox where address = any(${inboxAddressesFor(sender.address)}::text[])`.execute(ctx.db)
  const counted = await countAutomatic(ctx, sender.address, placed.conversationId)
  if (whyNotAcknowledge({ ...facts, fromOurselves: ourselves.rows.length > 0, ...counted }) !== null) return
  await acknowledge(ctx, {
    inbox,
    conversation: { id: placed.conversationId, number: placed.number },
    to: sender,
    language: placed.language ?? inbox.language,
    verified: row.trust === 'verified',
    subject: mail.subject,
    inReplyTo: mail.messageId,
    references: mail.references,
  })
}
