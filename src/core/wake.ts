import pg from 'pg'
import type { Log } from './log.ts'

export interface Wake {
  /**
   * Called after every commit that wrote into `table` (one that has a waking trigger), after a reconnect, and every
   * `pollSeconds` in case a wake-up was lost or a row has fallen due.
   */
  onWake(table: string, work: () => void): () => void
  close(): Promise<void>
}

/** First key of the advisory lock each process holds on its own name for as long as it lives. */
export const processLockClass = 7021

/**
 * One connection of this process's own: it listens for events, and it holds the advisory lock that says the process lives.
 * It reconnects by itself; the lock is gone while it is away, which at worst hands this process's jobs to another, and they
 * are idempotent.
 */
export async function startWake(
  databaseUrl: string,
  processId: string,
  log: Log,
  { pollSeconds = 1 }: { pollSeconds?: number } = {},
): Promise<Wake> {
  const listeners = new Set<{ table: string; work: () => void }>()
  const wakeAll = () => {
    for (const { work } of listeners) work()
  }
  const wakeThoseOf = (table: string | undefined) => {
    for (const each of listeners) if (each.table === table) each.work()
  }
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: databaseUrl, application_name: 'lofte-wake', keepAlive: true })
    let up = false
    let lost = false
    const onLost = (error?: Error) => {
      // A connection that breaks before it is up rejects below; two retries for one failure would breed more each time.
      if (lost || closed) return
      lost = true
      if (!up) return
      client = null
      log.warn({ err: error }, 'The wake-up connection to the database was lost; reconnecting')
      retry = setTimeout(() => void connect().catch(onRetryFailed), 500)
    }
    next.on('error', onLost)
    next.on('end', () => onLost())
    next.on('notification', ({ payload }) => wakeThoseOf(payload))
    try {
      await next.connect()
      await next.query('select pg_advisory_lock($1, hashtext($2))', [processLockClass, processId])
      await next.query('listen lofte_event')
      if (lost || closed) throw new Error('The wake-up connection broke while it was made.')
    } catch (error) {
      next.end().catch(() => undefined)
      throw error
    }
    up = true
    client = next
    wakeAll()
  }
  const onRetryFailed = (): void => {
    if (!closed) retry = setTimeout(() => void connect().catch(onRetryFailed), 1000)
  }
  await connect()
  const poll = setInterval(wakeAll, pollSeconds * 1000)
  return {
    onWake(table, work) {
      const listener = { table, work }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      clearInterval(poll)
      if (retry) clearTimeout(retry)
      await client?.end()
    },
  }
}
