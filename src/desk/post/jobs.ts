import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '../../core/jobs.ts'

/** The limits against mail storms look back a day at most; older counts name people for no use. */
export const forgetOldCounts = job({
  name: 'post.forget-old-counts',
  payload: z.object({}),
  every: '23 * * * *',
  run: async (ctx) => {
    const before = new Date(ctx.now().getTime() - 2 * 24 * 3600_000)
    await sql`delete from automatic_mail where at < ${before}`.execute(ctx.db)
  },
})
