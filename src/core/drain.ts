import { sql } from 'kysely'
import type { House } from './ctx.ts'
import { processLockClass, type Wake } from './wake.ts'

export interface Drain {
  /** Looks for due rows at once. */
  kick(): void
  /** Takes no new rows, and lets those in hand finish. */
  stop(): Promise<void>
}

/**
 * Works off rows that are due, from the rows themselves: whatever wakes it (an event, a poll, a start after a crash) finds
 * the same rows, so no wake-up can be lost. `claim` takes up to `limit` rows in one statement (`for update skip locked`) and
 * marks them with this process's name; `work` must not throw for one row's sake, it writes the failure into the row.
 */
export function drain<T>(
  house: House,
  wake: Wake,
  {
    name,
    concurrency,
    claim,
    work,
  }: { name: string; concurrency: number; claim: (limit: number) => Promise<T[]>; work: (row: T) => Promise<void> },
): Drain {
  let stopped = false
  let looking: Promise<void> | null = null
  // Nothing more was due at the last look: rows in hand coming to their end make none.
  let dry = false
  let again = false
  const inHand = new Set<Promise<void>>()
  const look = async (): Promise<void> => {
    try {
      while (!stopped && inHand.size < concurrency) {
        const room = concurrency - inHand.size
        const rows = await claim(room)
        dry = rows.length < room
        for (const row of rows) {
          const task = work(row)
            .catch((error: Error) => house.log.error({ err: error, drain: name }, 'A due row could not be worked off'))
            .finally(() => {
              inHand.delete(task)
              if (!dry) kick()
            })
          inHand.add(task)
        }
        if (dry) break
      }
    } catch (error) {
      house.log.warn({ err: error, drain: name }, 'Due rows could not be looked for; the next wake-up tries again')
    }
  }
  const kick = (): void => {
    if (stopped) return
    if (looking) {
      again = true
      return
    }
    looking = look().finally(() => {
      looking = null
      if (again) {
        again = false
        kick()
      }
    })
  }
  const off = wake.onWake(name, kick)
  kick()
  return {
    kick,
    async stop() {
      stopped = true
      off()
      // A claim under way is still ours: left alone, its rows would look like those of a process that died.
      await looking
      await Promise.all(inHand)
    },
  }
}

/** True of a claim whose process no longer holds its advisory lock: killed, or cut off from the database. */
export const ofDeadProcess = (column: string) => sql<boolean>`not exists (
  select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = ${sql.lit(processLockClass)} and l.objid = hashtext(${sql.ref(column)})::oid
    and l.granted and l.database = (select oid from pg_database where datname = current_database()))`
