import { z } from 'zod'
import { endpoint, id, page, words } from '../../core/contract.ts'

/** An event as everyone outside reads it: the same over HTTP, the live stream and webhooks. */
export const loggedEvent = z.object({
  id,
  type: z.string(),
  at: z.string(),
  actor: z.object({ type: z.string(), id: id.nullable() }),
  inboxId: id.nullable(),
  conversationId: id.nullable(),
  customerId: id.nullable(),
  data: z.unknown(),
})

export const integrationsApi = {
  events: endpoint({
    method: 'GET',
    path: '/events',
    may: 'event.read',
    summary:
      'What happened, in the order in which it may be told; `after` is an event’s id, or the nextCursor of an earlier answer',
    query: z.strictObject({
      after: words(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
      cursor: words(100).optional(),
    }),
    /** `nextCursor` is null at the end of the log as it may be told now; go on later from the last event’s id. */
    returns: page(loggedEvent),
  }),
}
