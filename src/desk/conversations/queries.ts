import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../core/contract.ts'
import type { Ctx } from '../../core/ctx.ts'
import { badCursor, fromCursor, isRowId, pageOf, timeAndId } from '../../core/cursor.ts'
import { planAnew } from '../../core/db.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { inVisibleInbox } from '../inboxes/visible.ts'
import type { Conversation, ConversationDetail, conversationsApi, Status } from './contract.ts'

export interface ConversationRow {
  id: string
  number: number
  subject: string
  status: Status
  stage: Conversation['stage']
  matter: Conversation['matter']
  priority: Conversation['priority']
  language: Conversation['language']
  inbox_id: string
  customer_id: string
  customer_name: string
  addresses: string[]
  team_id: string | null
  assignee_id: string | null
  tags: string[]
  flags: string[]
  waiting_since: Date | null
  next_due_at: Date | null
  snoozed_until: Date | null
  preview: string
  last_message_id: string | null
  last_message_at: Date | null
  message_count: number
  created_at: Date
  updated_at: Date
  version: number
}

const columns = sql`c.id, c.number, c.subject, c.status, c.stage, c.matter, c.priority, c.language, c.inbox_id, c.customer_id,
  c.team_id, c.assignee_id, c.tags, c.flags, c.waiting_since, c.next_due_at, c.snoozed_until, c.preview, c.last_message_id,
  c.last_message_at, c.message_count, c.created_at, c.updated_at, c.version, u.name as customer_name,
  array(select a.address from customer_address a where a.customer_id = c.customer_id order by a.created_at) as addresses`

function showConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    stage: row.stage,
    matter: row.matter,
    language: row.language,
    priority: row.priority,
    inboxId: row.inbox_id,
    teamId: row.team_id,
    assigneeId: row.assignee_id,
    customer: { id: row.customer_id, name: row.customer_name, addresses: row.addresses },
    tags: row.tags,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    nextDueAt: row.next_due_at?.toISOString() ?? null,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    flags: row.flags,
    preview: row.preview,
    messageCount: row.message_count,
    lastMessageId: row.last_message_id,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

type Filter = Omit<QueryOf<typeof conversationsApi.list>, 'status'> & { status?: Status[] | undefined }

const everyStatus: readonly Status[] = ['new', 'open', 'waiting', 'resolved']

export async function listConversations(ctx: Ctx, filter: Filter) {
  const limit = Number(filter.limit ?? 50)
  const sort = filter.sort ?? 'updated'
  const where = conditions(ctx, filter)
  if (filter.cursor) where.push(afterPlace(sort, filter.cursor))
  const order =
    sort === 'due'
      ? sql`coalesce(c.next_due_at, 'infinity'), c.id`
      : sort === 'created'
        ? sql`c.created_at desc, c.id desc`
        : sql`c.updated_at desc, c.id desc`
  // What is rare and what is common differs by view: one plan for all would read the whole table for some.
  const { rows } = await sql<ConversationRow>`${planAnew}
    select ${columns} from conversation c join customer u on u.id = c.customer_id
    where ${sql.join(where, sql` and `)} order by ${order} limit ${limit + 1}`.execute(ctx.db)
  return pageOf(rows, limit, showConversation, (row) =>
    sort === 'due'
      ? [row.next_due_at?.toISOString() ?? null, row.id]
      : [(sort === 'created' ? row.created_at : row.updated_at).toISOString(), row.id],
  )
}

function conditions(ctx: Ctx, filter: Filter): RawBuilder<unknown>[] {
  const wanted = filter.status?.length ? filter.status : everyStatus
  const where: RawBuilder<unknown>[] = [inVisibleInbox(ctx, 'c.inbox_id'), sql`c.status = any(${wanted}::text[])`]
  const { assignee, q } = filter
  if (assignee === 'none') where.push(sql`c.assignee_id is null`)
  else if (assignee) where.push(sql`c.assignee_id = ${assignee === 'me' ? ctx.actor.id : assignee}`)
  if (filter.inbox) where.push(sql`c.inbox_id = ${filter.inbox}`)
  if (filter.team) where.push(sql`c.team_id = ${filter.team}`)
  if (filter.customer) where.push(sql`c.customer_id = ${filter.customer}`)
  if (filter.tag) where.push(sql`c.tags @> ${[filter.tag]}::text[]`)
  const words = q?.trim()
  if (words) where.push(matches(words))
  return where
}

/** A number, an address that takes part, or words of the subject. Full text over messages is the search slice's. */
function matches(words: string): RawBuilder<unknown> {
  const number = /^#?(\d{1,15})$/.exec(words)?.[1]
  const terms = words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 10)
    .map((term) => `${term}:*`)
    .join(' & ')
  return sql`(c.number = ${number ? Number(number) : -1}
    or c.id in (select p.conversation_id from participant p where p.address = ${words.toLowerCase()})
    ${terms ? sql`or to_tsvector('simple', c.subject) @@ to_tsquery('simple', ${terms})` : sql``})`
}

function afterPlace(sort: 'due' | 'updated' | 'created', cursor: string): RawBuilder<unknown> {
  if (sort !== 'due') {
    const { at, id } = timeAndId(cursor)
    return sort === 'created'
      ? sql`(c.created_at, c.id) < (${at}, ${id}::uuid)`
      : sql`(c.updated_at, c.id) < (${at}, ${id}::uuid)`
  }
  const [due, id] = fromCursor(cursor, 2)
  if (!isRowId(id) || (due && Number.isNaN(Date.parse(due)))) throw badCursor()
  return sql`(coalesce(c.next_due_at, 'infinity'), c.id) > (${due ? new Date(due) : 'infinity'}::timestamptz, ${id}::uuid)`
}

/** One conversation the actor may see, or the refusal `not_found`. `lock` holds it for the rest of the transaction. */
export async function findConversation(ctx: Ctx, id: string, { lock = false } = {}): Promise<ConversationRow> {
  const { rows } = await sql<ConversationRow>`
    select ${columns} from conversation c join customer u on u.id = c.customer_id
    where c.id = ${id} and ${inVisibleInbox(ctx, 'c.inbox_id')} ${lock ? sql`for update of c` : sql``}`.execute(ctx.db)
  if (!rows[0]) throw refuse(commonRefusals, 'not_found')
  return rows[0]
}

export async function seeConversation(ctx: Ctx, id: string): Promise<ConversationDetail> {
  const row = await findConversation(ctx, id)
  const { rows } = await sql<{
    participants: ConversationDetail['participants']
    links: ConversationDetail['links']
  }>`
    select
      coalesce((select json_agg(json_build_object('address', address, 'name', name, 'role', role) order by role = 'copied', at, address)
        from participant where conversation_id = ${id}), '[]') as participants,
      coalesce((select json_agg(json_build_object('id', o.id, 'number', o.number, 'subject', o.subject, 'reason', l.reason) order by l.at)
        from conversation_link l
        join conversation o on o.id = case when l.conversation_id = ${id} then l.other_id else l.conversation_id end
        where (l.conversation_id = ${id} or l.other_id = ${id}) and ${inVisibleInbox(ctx, 'o.inbox_id')}), '[]') as links`.execute(
    ctx.db,
  )
  return { ...showConversation(row), participants: rows[0]?.participants ?? [], links: rows[0]?.links ?? [] }
}

/** Counted to a bound: beyond a thousand nobody reads the number, and counting it would cost more than the list. */
export async function countConversations(ctx: Ctx) {
  const upTo = (where: RawBuilder<unknown>) =>
    sql`(select count(*)::int from (select 1 from conversation c where ${inVisibleInbox(ctx, 'c.inbox_id')} and ${where} limit 1000) counted)`
  const { rows } = await sql<{ new: number; open: number; mine: number; unassigned: number; waiting: number }>`
    select ${upTo(sql`c.status = 'new'`)} as new, ${upTo(sql`c.status in ('new', 'open')`)} as open,
      ${upTo(sql`c.status in ('new', 'open') and c.assignee_id = ${ctx.actor.id}`)} as mine,
      ${upTo(sql`c.status in ('new', 'open') and c.assignee_id is null`)} as unassigned,
      ${upTo(sql`c.status = 'waiting'`)} as waiting`.execute(ctx.db)
  return rows[0] ?? { new: 0, open: 0, mine: 0, unassigned: 0, waiting: 0 }
}

export async function listHistory(ctx: Ctx, conversationId: string) {
  await findConversation(ctx, conversationId)
  const { rows } = await sql<{
    id: string
    name: string
    at: Date
    actor_type: string
    actor_id: string | null
    actor_name: string | null
    data: unknown
  }>`
    select e.id, e.name, e.at, e.actor_type, e.actor_id, a.name as actor_name, e.data
    from event e left join account a on a.id = e.actor_id
    where e.conversation_id = ${conversationId} order by e.tx, e.id limit 2000`.execute(ctx.db)
  return {
    items: rows.map((row) => ({
      id: row.id,
      type: row.name,
      at: row.at.toISOString(),
      actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name ?? '' },
      data: row.data,
    })),
    nextCursor: null,
  }
}

export async function seeDrafts(ctx: Ctx, conversationId: string) {
  await findConversation(ctx, conversationId)
  const rows = await ctx.db
    .selectFrom('draft')
    .select(['kind', 'text'])
    .where('conversation_id', '=', conversationId)
    .where('account_id', '=', ctx.actor.id)
    .execute()
  const text = (kind: string) => rows.find((row) => row.kind === kind)?.text ?? null
  return { reply: text('reply'), note: text('note') }
}
