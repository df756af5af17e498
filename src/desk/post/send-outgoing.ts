import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Outcome } from '../../channels/channel.ts'
import { composeMail } from '../../channels/email/wire/compose-mail.ts'
import { MailFieldRefused } from '../../channels/email/wire/mail-field.ts'
import { crashHere } from '../../core/crash-point.ts'
import { type Ctx, contextFor, emit, type House, inTransaction, system } from '../../core/ctx.ts'
import { ofDeadProcess } from '../../core/drain.ts'
import { recordDelivery, recordOriginal } from '../conversations/record-delivery.ts'
import { postEvents } from './contract.ts'
import { type ComposedFrom, heldWords } from './queue-mail.ts'
import { recordOutcomes } from './record-outcomes.ts'
import type { Relays } from './relays.ts'

export interface OutgoingRow {
  id: string
  conversation_id: string | null
  message_id: string | null
  inbox_id: string
  internet_message_id: string
  envelope_sender: string
  composed_from: ComposedFrom
  raw_sha256: string | null
  not_before: Date
  attempts: number
}

export async function claimOutgoing(house: House, limit: number): Promise<OutgoingRow[]> {
  const { rows } = await sql<OutgoingRow>`
    update outgoing set state = 'sending', claimed_by = ${house.processId}, claimed_at = ${house.now()}, attempts = attempts + 1
    where id in (select id from outgoing where state in ('waiting', 'queued') and next_attempt_at <= ${house.now()}
      order by next_attempt_at, id limit ${limit} for update skip locked)
    returning id, conversation_id, message_id, inbox_id, internet_message_id, envelope_sender, composed_from, raw_sha256, not_before, attempts`.execute(
    house.db,
  )
  return rows
}

/**
 * What a dead process had in hand goes out again, under the same Message-ID. Whether it had been handed over can't be known
 * (the gap between their yes and our record), so it is counted and shown. So is a claim of our own that we don't have in
 * hand: the database took it and was gone before it could say so. What we do have in hand is left alone, even while our lock
 * is gone because its connection broke.
 */
export async function releaseOutgoing(house: House): Promise<void> {
  const ago = (seconds: number) => new Date(house.now().getTime() - seconds * 1000)
  const mine = [...handsOf(house)]
  await sql`update outgoing set state = 'queued', claimed_by = null, perhaps_twice = perhaps_twice + 1
    where state = 'sending' and not id = any(${mine}::uuid[]) and ((claimed_at < ${ago(house.env.resendAfter)} and ${ofDeadProcess('claimed_by')})
      or (claimed_at < ${ago(30)} and claimed_by = ${house.processId}))`.execute(house.db)
}

/** Hands one claimed mail over and records each recipient's fate. */
export async function sendOutgoing(house: House, relays: Relays, row: OutgoingRow): Promise<void> {
  const held = handsOf(house)
  held.add(row.id)
  try {
    const outcomes = await handOver(house, relays, row)
    if (outcomes === null) await surely(house, () => hold(house, row))
    // What the other server said can't be asked again: it is written down, however long the database is away.
    else
      await surely(house, () => inTransaction(contextFor(house, system), (ctx) => recordOutcomes(ctx, row, outcomes)))
    crashHere('outgoing.recorded')
  } finally {
    held.delete(row.id)
  }
}

/** Each recipient's fate; null where no outgoing server is set. Never throws. */
async function handOver(house: House, relays: Relays, row: OutgoingRow): Promise<Outcome[] | null> {
  const { rows } = await surely(house, () =>
    sql<{
      address: string
    }>`select address from outgoing_recipient where outgoing_id = ${row.id} and state in ('waiting', 'deferred')
      order by address`.execute(house.db),
  )
  const recipients = rows.map(({ address }) => address)
  try {
    const relay = await surely(house, () => relays.forInbox(row.inbox_id))
    if (!relay) return null
    const raw = await originalOf(house, row)
    crashHere('outgoing.claimed')
    const outcomes = recipients.length > 0 ? await relay.send({ raw, sender: row.envelope_sender, recipients }) : []
    crashHere('outgoing.handed-over')
    return outcomes
  } catch (error) {
    // A field that no mail may carry stays so; everything else may be well at the next attempt.
    if (error instanceof MailFieldRefused) {
      const detail = `This mail can’t be written as mail: ${error.message}.`
      return recipients.map((recipient) => ({ recipient, state: 'failed', detail, status: '5.6.0' }))
    }
    house.log.error({ err: error, outgoing: row.id }, 'A mail could not be handed over')
    const detail = 'Løfte failed while handing this mail over.'
    return recipients.map((recipient) => ({ recipient, state: 'deferred', detail }))
  }
}

const secondsToInsist = 60

/** Tries again each second while the database says no: what is known here must get into the row. */
async function surely<T>(house: House, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries > secondsToInsist) throw error
      house.log.warn({ err: error, tries }, 'What became of a mail could not be written down; trying again')
      await wait(1000)
    }
  }
}

const hands = new WeakMap<House, Set<string>>()

/** The mails this process has in hand just now. */
function handsOf(house: House): Set<string> {
  const held = hands.get(house) ?? new Set()
  hands.set(house, held)
  return held
}

/** The mail as it leaves: composed once, then kept. Composing again would give the same bytes. */
async function originalOf(
  house: House,
  row: Pick<OutgoingRow, 'id' | 'message_id' | 'internet_message_id' | 'composed_from' | 'raw_sha256'>,
): Promise<Uint8Array> {
  if (row.raw_sha256) return house.files.get(row.raw_sha256)
  const raw = await compose(house, row)
  const kept = await house.files.put(raw)
  const keep = async (ctx: Ctx) => {
    await sql`update outgoing set raw_sha256 = ${kept} where id = ${row.id}`.execute(ctx.db)
    if (row.message_id) await recordOriginal(ctx, row.message_id, kept)
  }
  // The other server has done nothing yet that it should be given time for.
  await surely(house, () => inTransaction(contextFor(house, system), keep))
  return raw
}

/** Composes without keeping: for looking at a mail that may still be taken back. */
export async function compose(
  house: House,
  row: Pick<OutgoingRow, 'internet_message_id' | 'composed_from'>,
): Promise<Uint8Array> {
  const from = row.composed_from
  const attachments = await Promise.all(
    from.attachments.map(async ({ sha256, filename, mediaType, contentId }) => ({
      filename,
      mediaType,
      content: await house.files.get(sha256),
      contentId: contentId !== null && from.html?.includes(`cid:${contentId}`) ? contentId : null,
    })),
  )
  return composeMail({
    from: from.from,
    to: from.to,
    cc: from.cc,
    replyTo: from.replyTo ? [from.replyTo] : [],
    subject: from.subject,
    text: from.text,
    html: from.html,
    attachments,
    messageId: row.internet_message_id,
    inReplyTo: from.inReplyTo,
    references: from.references,
    date: new Date(from.date),
    headers: from.autoSubmitted ? { 'X-Auto-Response-Suppress': 'All' } : {},
    ...(from.autoSubmitted ? { autoSubmitted: from.autoSubmitted } : {}),
  })
}

async function hold(house: House, row: OutgoingRow): Promise<void> {
  await inTransaction(contextFor(house, system), async (ctx) => {
    await sql`update outgoing set state = 'held', detail = ${heldWords}, claimed_by = null, attempts = attempts - 1 where id = ${row.id}`.execute(
      ctx.db,
    )
    if (row.message_id) await recordDelivery(ctx, { messageId: row.message_id, state: 'held', detail: heldWords })
    await emit(
      ctx,
      postEvents.outgoingChanged,
      { inboxId: row.inbox_id, conversationId: row.conversation_id },
      { outgoingId: row.id, state: 'held' },
    )
  })
}
