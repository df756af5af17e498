import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/core/migrate.ts'
import { startThrowawayServer } from './throwaway-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the migrated template; fresh databases are made beside it. */
    templateUrl: string
  }
}

interface Shared {
  templateUrl: string
  end(): Promise<void>
}

// Each project loads this file for itself, and all of them share one server: hence a name on the process.
const shelf = globalThis as { lofteTestDatabase?: { users: number; shared: Promise<Shared> } }

/** One database server for the whole run, with one migrated template. */
export default async function setup(project: TestProject) {
  shelf.lofteTestDatabase ??= { users: 0, shared: begin() }
  const held = shelf.lofteTestDatabase
  held.users++
  project.provide('templateUrl', (await held.shared).templateUrl)
  return async () => {
    held.users--
    if (held.users > 0) return
    delete shelf.lofteTestDatabase
    await (await held.shared).end()
  }
}

async function begin(): Promise<Shared> {
  const given = process.env.DATABASE_URL
  const server = given ? { url: given, stop: async () => undefined } : await startThrowawayServer()
  const prefix = `lofte_test_${randomBytes(4).toString('hex')}`
  const template = new URL(server.url)
  template.pathname = `/${prefix}_template`
  try {
    await onServer(server.url, (client) =>
      client.query(`create database ${prefix}_template template template0 encoding 'UTF8'`),
    )
    await migrate(template.href)
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    templateUrl: template.href,
    async end() {
      if (given) await dropAll(given, prefix)
      await server.stop()
    },
  }
}

async function dropAll(url: string, prefix: string) {
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
  })
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
