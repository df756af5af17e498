import pg from 'pg'
import type { House } from '../../core/ctx.ts'

/**
 * Runs `lead` in one process of the cell at a time: whoever holds the advisory lock. A process that dies or loses its
 * connection loses the lock with it, and another takes over within seconds.
 */
export function leadAlone(
  house: House,
  databaseUrl: string,
  name: string,
  lead: () => Promise<() => Promise<void>>,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let client: pg.Client | null = null
  let stopLeading: (() => Promise<void>) | null = null
  let turn: Promise<void> = Promise.resolve()

  const stepDown = async (): Promise<void> => {
    const stop = stopLeading
    stopLeading = null
    await stop?.()
  }
  const attempt = async (): Promise<void> => {
    if (!client) {
      const next = new pg.Client({ connectionString: databaseUrl, application_name: `lofte-${name}`, keepAlive: true })
      next.on('error', (error) => {
        house.log.warn({ err: error, name }, 'A lock’s connection was lost')
        client = null
        turn = turn.then(stepDown)
      })
      await next.connect()
      client = next
    }
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock(7022, hashtext($1)) as ours', [
      name,
    ])
    if (rows[0]?.ours) stopLeading = await lead()
  }
  const tick = (): void => {
    turn = turn
      .then(() => (stopped || stopLeading ? undefined : attempt()))
      .catch((error: Error) => house.log.warn({ err: error, name }, 'A lock could not be asked for; trying again'))
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, 5000)
      })
  }
  tick()
  return {
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await turn
      await stepDown()
      await client?.end()
    },
  }
}
