import type { QueryOf } from '../../../core/contract.ts'
import type { Conversation, conversationsApi } from '../contract.ts'

export type Asks = Omit<QueryOf<typeof conversationsApi.list>, 'limit' | 'cursor'>

/** Whether a conversation still belongs in a list that asked so. What the browser can't judge (words searched for) fits. */
export function fitsView(
  conversation: Pick<Conversation, 'status' | 'assigneeId' | 'inboxId'> & { customer: { id: string } },
  asks: Asks,
  meId: string,
): boolean {
  const statuses = asks.status ? String(asks.status).split(',') : ['new', 'open', 'waiting', 'resolved']
  if (!statuses.includes(conversation.status)) return false
  if (asks.assignee === 'none' && conversation.assigneeId !== null) return false
  if (asks.assignee === 'me' && conversation.assigneeId !== meId) return false
  if (asks.inbox && conversation.inboxId !== asks.inbox) return false
  return !asks.customer || conversation.customer.id === asks.customer
}

/** Where to go from `id` by `step` rows; the nearest row when `id` has left from index `last`. Null when there is none. */
export function neighbour(ids: readonly string[], id: string | null, step: number, last = 0): string | null {
  if (ids.length === 0) return null
  const at = id === null ? -1 : ids.indexOf(id)
  // The row after one that left has moved into its place.
  const from = at >= 0 ? at : id === null ? (step > 0 ? -1 : ids.length) : step > 0 ? last - 1 : last
  const to = from + step
  return to < 0 || to >= ids.length ? null : (ids[to] ?? null)
}
