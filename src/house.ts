import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { House } from './core/ctx.ts'
import { type DatabasePool, openDatabase } from './core/db.ts'
import type { Env } from './core/env.ts'
import { openFiles } from './core/files.ts'
import { createLog, type Log } from './core/log.ts'
import { register } from './core/slice.ts'
import { slices } from './slices.ts'

export interface OpenHouse {
  house: House
  database: DatabasePool
}

/** Puts together what every request and job of this process shares. The database must have been migrated. */
export function openHouse(
  env: Env,
  databaseUrl: string,
  secret: string,
  {
    now = () => new Date(),
    log = createLog(env.logLevel),
    poolSize,
  }: { now?: () => Date; log?: Log; poolSize?: number } = {},
): OpenHouse {
  const database = openDatabase(databaseUrl, {
    ...(poolSize === undefined ? {} : { size: poolSize }),
    // Its words alone: the pool hangs the whole connection on the error, cancel key and last statement too.
    onError: (error) => log.warn({ reason: error.message }, 'A database connection was lost'),
  })
  return {
    database,
    house: {
      env,
      db: database.db,
      files: openFiles(join(env.dataFolder, 'files')),
      log,
      secret,
      registry: register(slices),
      now,
      processId: randomUUID(),
    },
  }
}
