import { sql } from 'kysely'
import type { ParsedMail } from '../../channels/email/parsed-mail.ts'
import { subjectKind } from '../../channels/email/understand/subject-prefix.ts'
import type { Ctx } from '../../core/ctx.ts'
import { caseNumberIn } from '../conversations/conversation.ts'
import { inboxAddressesFor } from '../inboxes/recipient-address.ts'
import { conversationOfAddress, conversationsInText } from './our-marks.ts'
import type { Candidate, ThreadFacts } from './thread.ts'

const isId = /^<[^<>\s]{3,900}>$/

/** In-Reply-To first, then References from the right: the nearest relative decides. */
function relatives(mail: Pick<ParsedMail, 'inReplyTo' | 'references'>): string[] {
  const all = [...(mail.inReplyTo ? [mail.inReplyTo] : []), ...[...mail.references].reverse()]
  return [...new Set(all.filter((id) => isId.test(id)))].slice(0, 100)
}

/** Looks up everything a mail says about where it belongs. At most three small queries, none for a mail that refers to nothing. */
export async function findThread(
  ctx: Ctx,
  {
    mail,
    inboxId,
    sender,
    recipients,
    trust,
  }: { mail: ParsedMail; inboxId: string; sender: string; recipients: readonly string[]; trust: ThreadFacts['trust'] },
): Promise<ThreadFacts> {
  const { secret } = ctx.house
  const addressed = [
    ...recipients,
    ...[...mail.to, ...mail.cc].map(({ address }) => address),
    ...mail.signals.deliveredTo,
  ]
  const byAddress =
    [...new Set(addressed)]
      .map((address) => conversationOfAddress(secret, address))
      .find((number) => number !== null) ?? null
  const marked = conversationsInText(secret, `${mail.text}\n${mail.html}`)
  const caseNumber = caseNumberIn(mail.subject)
  const numbers = [...new Set([byAddress, marked[0] ?? null, caseNumber].filter((number) => number !== null))]
  const ids = relatives(mail)
  const known = numbers.length > 0 ? await byNumber(ctx, numbers, sender) : new Map<number, Found>()
  const ours = ids.length > 0 ? await byOurMessageId(ctx, ids, sender) : null
  const foreign = ids.length > 0 && !ours ? await byForeignMessageId(ctx, ids, inboxId, sender) : null
  const named = caseNumber === null ? undefined : known.get(caseNumber)
  const addressees = new Set(addressed.flatMap((address) => inboxAddressesFor(address)))
  // One mail to two inboxes: each gets its own. A conversation moved to another inbox is still answered at its old address.
  const isElsewhere = (found: Found) => found.inboxId !== inboxId && addressees.has(found.inboxAddress)
  const marks = [
    byAddress === null ? null : known.get(byAddress),
    ours,
    marked[0] === undefined ? null : known.get(marked[0]),
  ]
  const [atAddress = null, atMessageId = null, atMarker = null] = marks.map((found) =>
    found && !isElsewhere(found) ? found : null,
  )
  return {
    byAddress: atAddress,
    byOurMessageId: atMessageId,
    byMarker: atMarker,
    byForeignMessageId: foreign,
    // A number of another inbox is not this inbox's business, and saying so would tell that it exists.
    byCaseNumber: named?.inboxId === inboxId ? named : null,
    elsewhere: marks.find((found) => found && isElsewhere(found))?.conversationId ?? null,
    trust,
    isForward: subjectKind(mail.subject) === 'forward',
  }
}

interface Found extends Candidate {
  inboxId: string
  inboxAddress: string
}

/** The address itself takes part, or it is another address of the conversation's own customer. */
const takesPart = (conversation: string, sender: string) => sql<boolean>`(
  exists (select 1 from participant p where p.conversation_id = ${sql.ref(`${conversation}.id`)} and p.address = ${sender})
  or exists (select 1 from customer_address a where a.customer_id = ${sql.ref(`${conversation}.customer_id`)} and a.address = ${sender}))`

const found = (
  conversation: string,
  sender: string,
) => sql`${sql.ref(`${conversation}.id`)} as "conversationId", ${takesPart(conversation, sender)} as participant,
  i.id as "inboxId", i.address as "inboxAddress"`

async function byNumber(ctx: Ctx, numbers: number[], sender: string): Promise<Map<number, Found>> {
  const { rows } = await sql<Found & { number: number }>`
    select c.number, ${found('c', sender)}
    from conversation c join inbox i on i.id = c.inbox_id where c.number = any(${numbers}::bigint[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.number, row]))
}

async function byOurMessageId(ctx: Ctx, ids: string[], sender: string): Promise<Found | null> {
  const { rows } = await sql<Found>`
    select ${found('c', sender)}
    from outgoing o join conversation c on c.id = o.conversation_id join inbox i on i.id = c.inbox_id
    where o.internet_message_id = any(${ids}::text[]) and o.kind <> 'notification'
    order by array_position(${ids}::text[], o.internet_message_id) limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

async function byForeignMessageId(ctx: Ctx, ids: string[], inboxId: string, sender: string): Promise<Candidate | null> {
  const { rows } = await sql<{ id: string; participant: boolean }>`
    select c.id, ${takesPart('c', sender)} as participant
    from thread_reference t join conversation c on c.id = t.conversation_id
    where t.inbox_id = ${inboxId} and t.internet_message_id = any(${ids}::text[])
    order by array_position(${ids}::text[], t.internet_message_id) limit 1`.execute(ctx.db)
  return rows[0] ? { conversationId: rows[0].id, participant: rows[0].participant } : null
}

/** Remembers under which ids a conversation's mail is known in this inbox, those it refers to included: roots we never received. */
export async function rememberReferences(
  ctx: Ctx,
  inboxId: string,
  conversationId: string,
  mail: ParsedMail,
): Promise<void> {
  const ids = [
    ...new Set([...(mail.messageId && isId.test(mail.messageId) ? [mail.messageId] : []), ...relatives(mail)]),
  ]
  if (ids.length === 0) return
  await sql`insert into thread_reference (inbox_id, internet_message_id, conversation_id)
    select ${inboxId}, id, ${conversationId} from unnest(${ids}::text[]) as id
    on conflict do nothing`.execute(ctx.db)
}
