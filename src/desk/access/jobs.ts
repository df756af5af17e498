import { z } from 'zod'
import { job } from '../../core/jobs.ts'
import { windowMs } from './sign-in-limit.ts'

/** Wrong passwords that no longer count, and sessions that ran out. */
export const sweepSignIns = job({
  name: 'sweep-sign-ins',
  payload: z.strictObject({}),
  every: '7 * * * *',
  run: async (ctx) => {
    const now = ctx.now()
    await ctx.db
      .deleteFrom('sign_in_failure')
      .where('at', '<', new Date(now.getTime() - windowMs))
      .execute()
    await ctx.db.deleteFrom('session').where('expires_at', '<', now).execute()
  },
})
