import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '../../core/jobs.ts'

/** Files uploaded for a message that was never sent are forgotten after a day. */
export const forgetUploads = job({
  name: 'conversations.forget-uploads',
  payload: z.object({}),
  every: '17 3 * * *',
  run: async (ctx) => {
    const yesterday = new Date(ctx.now().getTime() - 24 * 3600_000)
    await sql`delete from attachment where message_id is null and created_at < ${yesterday}`.execute(ctx.db)
  },
})
