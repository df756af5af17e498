import type { Ctx } from '../../core/ctx.ts'
import { badCursor } from '../../core/cursor.ts'
import { type Cursor, isCursor, placeOf, readEvents, start } from '../../core/events.ts'
import { route } from '../../core/route.ts'
import { mayHearAll } from '../inboxes/may-hear.ts'
import { integrationsApi as api } from './contract.ts'

export const routes = [
  route(api.events, async (ctx, { query }) => {
    const limit = query.limit ?? 100
    const after = await startingPlace(ctx, query.cursor ?? query.after)
    const { batch } = await readEvents(ctx.db, after, { limit })
    const heard = await mayHearAll(ctx, batch)
    return {
      items: heard.map((happening) => ({
        id: happening.id,
        type: happening.name,
        at: happening.at.toISOString(),
        actor: { type: happening.actorType, id: happening.actorId },
        inboxId: happening.inboxId,
        conversationId: happening.conversationId,
        customerId: happening.customerId,
        data: happening.data,
      })),
      nextCursor: batch.length === limit ? (batch.at(-1)?.cursor ?? null) : null,
    }
  }),
]

/** An event's id or a cursor of ours; nothing is the beginning of the log. */
async function startingPlace(ctx: Ctx, asked: string | undefined): Promise<Cursor> {
  if (asked === undefined || asked === '') return start
  if (isCursor(asked)) return asked
  const place = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(asked) ? await placeOf(ctx.db, asked) : null
  if (place === null) throw badCursor()
  return place
}
