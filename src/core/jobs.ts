import { EventEmitter } from 'node:events'
import { type CronItem, Logger, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { z } from 'zod'
import { type Ctx, contextFor, type House, system } from './ctx.ts'

/** Something that happens later. Named as an order: `send-outgoing`. */
export interface Job<P extends z.ZodType = z.ZodType> {
  name: string
  payload: P
  /** How often a fault is tried again (graphile-worker's back-off: e^n seconds). */
  attempts: number
  /** Crontab pattern (UTC) for jobs that run by the clock; at the start of a process they run once too. */
  every: string | null
  run: (ctx: Ctx, payload: z.output<P>) => Promise<void>
}
// biome-ignore lint/suspicious/noExplicitAny: jobs of all payloads stand in one list; each parses its own
export type AnyJob = Job<any>

export function job<P extends z.ZodType>(
  parts: Pick<Job<P>, 'name' | 'payload' | 'run'> & { attempts?: number; every?: string },
): Job<P> {
  return { attempts: 12, every: null, ...parts }
}

/** Starts the job runner of this process on the shared pool. */
export async function startJobs(house: House, pool: pg.Pool): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {}
  const crons: CronItem[] = []
  const jobs = house.registry.jobs
  for (const each of jobs) {
    taskList[each.name] = async (payload) => {
      await each.run(contextFor(house, system), each.payload.parse(payload ?? {}))
    }
  }
  for (const each of jobs)
    if (each.every) crons.push({ task: each.name, match: each.every, options: { maxAttempts: 1 } })
  await releaseDeadWorkers(house)
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => void holdWorkerName(house, worker.workerId))
  const runner = await run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(crons),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    preset: { worker: { fileExtensions: [] } },
    logger: new Logger(() => (level, message) => {
      if (level === 'error') house.log.error({ source: 'jobs' }, message)
      else if (level === 'warning') house.log.warn({ source: 'jobs' }, message)
    }),
    events,
  })
  // What the clock would do within a minute is done at once after a start: a killed process leaves due rows behind.
  for (const each of jobs) {
    if (each.every) {
      each
        .run(contextFor(house, system), each.payload.parse({}))
        .catch((error: Error) => house.log.error({ err: error, job: each.name }, 'A sweep failed'))
    }
  }
  const sweeping = setInterval(() => {
    releaseDeadWorkers(house).catch((error: Error) =>
      house.log.warn({ err: error }, 'Dead workers were not looked for'),
    )
    forgetAnswers(house).catch((error: Error) => house.log.warn({ err: error }, 'Old answers were not forgotten'))
  }, 30_000)
  return {
    async stop() {
      clearInterval(sweeping)
      await runner.stop()
    },
  }
}

/** What was answered to a request with an Idempotency-Key may hold people's words, and nobody repeats it after a day. */
async function forgetAnswers(house: House): Promise<void> {
  const yesterday = new Date(house.now().getTime() - 24 * 3600_000)
  await sql`delete from idempotency where at < ${yesterday}`.execute(house.db)
}

async function holdWorkerName(house: House, workerId: string): Promise<void> {
  await sql`insert into job_worker (id, process_id) values (${workerId}, ${house.processId}) on conflict do nothing`
    .execute(house.db)
    .catch((error: Error) => house.log.warn({ err: error }, 'A worker was not noted'))
}

/**
 * graphile-worker keeps a killed worker's jobs locked for four hours. A process holds a session advisory lock on its own
 * name while it lives (wake.ts); a worker whose process holds none is dead, and its jobs are free at once.
 */
async function releaseDeadWorkers(house: House): Promise<void> {
  const dead = await sql<{ id: string }>`
    delete from job_worker w
    where not exists (
      select 1 from pg_locks l
      where l.locktype = 'advisory' and l.classid = 7021 and l.objid = hashtext(w.process_id)::oid and l.granted
        and l.database = (select oid from pg_database where datname = current_database()))
    returning w.id`.execute(house.db)
  const ids = dead.rows.map((row) => row.id)
  if (ids.length > 0) await sql`select graphile_worker.force_unlock_workers(${ids}::text[])`.execute(house.db)
}
