import { sql } from 'kysely'
import type { BodyOf } from '../../core/contract.ts'
import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { conversationEvents, type conversationsApi } from './contract.ts'
import { findConversation } from './queries.ts'
import { conversationRefusals } from './refusals.ts'

export type Changes = BodyOf<typeof conversationsApi.change>

/** Columns that follow a field of the contract one to one. */
const columnOf = {
  status: 'status',
  subject: 'subject',
  stage: 'stage',
  matter: 'matter',
  priority: 'priority',
  language: 'language',
  assigneeId: 'assignee_id',
  teamId: 'team_id',
  inboxId: 'inbox_id',
  tags: 'tags',
  snoozedUntil: 'snoozed_until',
} as const

/** Changes a conversation; what stays as it was is no change, makes no event and no new version. */
export async function changeConversation(
  ctx: Ctx,
  id: string,
  changes: Changes,
  ifMatch: number | null,
): Promise<void> {
  const before = await findConversation(ctx, id, { lock: true })
  if (ifMatch !== null && ifMatch !== before.version)
    throw refuse(commonRefusals, 'changed_meanwhile', { version: before.version })
  const set: Record<string, unknown> = {}
  for (const [field, column] of Object.entries(columnOf) as [keyof typeof columnOf, keyof typeof before][]) {
    const next = tidied(field, changes)
    if (next !== undefined && JSON.stringify(next) !== JSON.stringify(before[column])) set[column] = next
  }
  const flags = changes.clearFlags?.length
    ? before.flags.filter((flag) => !changes.clearFlags?.includes(flag as never))
    : before.flags
  if (flags.length !== before.flags.length) set.flags = flags
  if (Object.keys(set).length === 0) return
  if (set.inbox_id) await mustSeeInbox(ctx, String(set.inbox_id))
  if (set.team_id) await mustBeTeam(ctx, String(set.team_id))
  const inboxId = String(set.inbox_id ?? before.inbox_id)
  if (set.assignee_id && !(await canSee(ctx, String(set.assignee_id), inboxId)))
    throw refuse(conversationRefusals, 'unknown_assignee')
  // Whoever had it can't follow it into an inbox that is not theirs; there it is anyone's.
  else if (set.inbox_id && set.assignee_id === undefined && before.assignee_id)
    if (!(await canSee(ctx, before.assignee_id, inboxId))) set.assignee_id = null
  if (set.status) {
    set.resolved_at = set.status === 'resolved' ? ctx.now() : null
    // Resolved or put away, nobody waits; opened again by hand, the customer waits from now.
    if (set.status === 'resolved' || set.status === 'spam' || set.status === 'waiting') set.waiting_since = null
    else if (before.status !== 'new' && before.status !== 'open') set.waiting_since = ctx.now()
  }
  await ctx.db
    .updateTable('conversation')
    .set({ ...set, updated_at: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
  const told = Object.fromEntries(
    Object.entries(columnOf)
      .filter(([, column]) => column in set)
      // A subject holds the customer's words; that it changed is all the log may know.
      .map(([field, column]) => [field, column === 'subject' ? true : set[column]]),
  )
  const place = { inboxId: String(set.inbox_id ?? before.inbox_id), conversationId: id, customerId: before.customer_id }
  await emit(ctx, conversationEvents.changed, place, { changes: told })
}

async function mustSeeInbox(ctx: Ctx, inboxId: string): Promise<void> {
  const { rows } = await sql`select 1 from inbox where id = ${inboxId} and closed_at is null
    and (${ctx.actor.seesAllInboxes} or id in (select inbox_id from inbox_member where account_id = ${ctx.actor.id}))`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw refuse(conversationRefusals, 'unknown_inbox')
}

async function mustBeTeam(ctx: Ctx, teamId: string): Promise<void> {
  const { rows } = await sql`select 1 from team where id = ${teamId}`.execute(ctx.db)
  if (rows.length === 0) throw refuse(conversationRefusals, 'unknown_team')
}

/** As the tables hold it, so that the same value is seen to be the same. */
function tidied(field: keyof typeof columnOf, changes: Changes): unknown {
  const { tags, snoozedUntil } = changes
  if (field === 'tags' && tags) return [...new Set(tags.map((tag) => tag.trim().toWellFormed()).filter(Boolean))]
  if (field === 'snoozedUntil' && snoozedUntil) return new Date(snoozedUntil)
  return changes[field]
}

/** Work can only be given to someone who can see it. */
async function canSee(ctx: Ctx, accountId: string, inboxId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from account a where a.id = ${accountId} and a.disabled_at is null and (a.role in ('owner', 'admin')
    or exists (select 1 from inbox_member m where m.account_id = a.id and m.inbox_id = ${inboxId}))`.execute(ctx.db)
  return rows.length > 0
}
