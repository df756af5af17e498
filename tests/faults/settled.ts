import type pg from 'pg'
import { waitUntil } from './wait-until.ts'

/** Until nothing is left to read or to send. */
export async function settled(db: pg.Client): Promise<void> {
  const open = `select
    (select count(*)::int from inbound where state = 'received') as unread,
    (select count(*)::int from outgoing where state in ('waiting', 'queued', 'sending')) as unsent`
  let left = ''
  const isDone = async () => {
    const { rows } = await db.query<{ unread: number; unsent: number }>(open)
    left = JSON.stringify(rows[0])
    return rows[0]?.unread === 0 && rows[0].unsent === 0
  }
  await waitUntil('all mail is filed and sent', isDone, { seconds: 90 }).catch(async (error: Error) => {
    const { rows } =
      await db.query(`select 'in' as way, state, claimed_by is not null as claimed, attempts, next_attempt_at, null as detail
      from inbound where state = 'received' union all
      select 'out', state, claimed_by is not null, attempts, next_attempt_at, detail from outgoing where state in ('waiting', 'queued', 'sending') limit 10`)
    throw new Error(`${error.message} ${left} ${JSON.stringify(rows)}`)
  })
}
