import { type Ctx, emit } from '../../core/ctx.ts'
import type { Language } from '../../core/texts.ts'
import { teamEvents } from './contract.ts'
import { usualTimeZone } from './time-zone.ts'

/** Founds the desk; answers false, and changes nothing, when there is one already. */
export async function addDesk(
  ctx: Ctx,
  { name, country, language }: { name: string; country: string; language: Language },
): Promise<boolean> {
  const added = await ctx.db
    .insertInto('desk')
    .values({ name, country, language, time_zone: usualTimeZone(country), created_at: ctx.now() })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .returning('one')
    .executeTakeFirst()
  if (!added) return false
  await emit(ctx, teamEvents.deskChanged, {}, {})
  return true
}
