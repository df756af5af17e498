import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const folder = join(import.meta.dirname, '../../db/migrations')
// Any constant does; two starters of the same cell must agree on it.
const lockKey = 4_210_662_026

export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** The database has a migration this version does not know, or one was changed after it ran. */
export class CannotMigrate extends Error {
  override name = 'CannotMigrate'
}

/** All migrations, in the order in which they run. */
function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** What would run, without running it. */
export async function planMigrations(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => (await pending(client)).map((migration) => migration.name))
}

/**
 * Brings the database to this version: forward only, each file in a transaction of its own, under an advisory lock so that
 * several processes may start at once. Answers the names of what ran.
 * @throws CannotMigrate when the database is newer than this version.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    try {
      const ran: string[] = []
      for (const migration of await pending(client)) {
        await client.query('begin')
        try {
          await client.query(migration.sql)
          await client.query('insert into migration (name, checksum) values ($1, $2)', [
            migration.name,
            migration.checksum,
          ])
          await client.query('commit')
        } catch (error) {
          await client.query('rollback')
          throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
        }
        ran.push(migration.name)
      }
      // The job runner keeps a schema of its own; installed here, so that a job can be asked for before a worker has started.
      await runMigrations({ connectionString: databaseUrl, preset: { worker: { fileExtensions: [] } } })
      return ran
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockKey])
    }
  })
}

async function pending(client: pg.Client): Promise<Migration[]> {
  await client.query(
    'create table if not exists migration (name text primary key, checksum text not null, ran_at timestamptz not null default now())',
  )
  const done = new Map(
    (await client.query<{ name: string; checksum: string }>('select name, checksum from migration')).rows.map((row) => [
      row.name,
      row.checksum,
    ]),
  )
  const ours = migrations()
  const names = new Set(ours.map((migration) => migration.name))
  const foreign = [...done.keys()].filter((name) => !names.has(name))
  if (foreign.length > 0) {
    throw new CannotMigrate(
      `This database was last used by a newer Løfte (it has ${foreign[0]}). Start that version, or a newer one.`,
    )
  }
  for (const migration of ours) {
    const checksum = done.get(migration.name)
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new CannotMigrate(`Migration ${migration.name} was changed after it ran here; migrations are forward only.`)
    }
  }
  return ours.filter((migration) => !done.has(migration.name))
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'lofte-migrate' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
