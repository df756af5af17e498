import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A migrated, empty database of its own, for one test file or one test; drop it when done. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = new URL(inject('templateUrl'))
  const source = template.pathname.slice(1)
  const name = `${source.replace(/_template$/, '')}_${randomBytes(6).toString('hex')}`
  const fresh = new URL(template)
  fresh.pathname = `/${name}`
  // Nobody may be connected to the template while it is copied, so this goes through another database of the server.
  const maintenance = new URL(template)
  maintenance.pathname = '/postgres'
  // Copying files takes half the time of copying through the log.
  await run(maintenance.href, `create database ${name} template ${source} strategy file_copy`)
  return { url: fresh.href, drop: () => run(maintenance.href, `drop database if exists ${name} with (force)`) }
}

async function run(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
