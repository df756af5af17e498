import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { CannotStart } from './core/data-folder.ts'
import { openDatabaseServer } from './core/database-server.ts'
import { type Env, readEnv } from './core/env.ts'
import { migrate } from './core/migrate.ts'
import { cast } from './demo/cast.ts'
import { demoPassword, foundDesk } from './demo/found-desk.ts'
import { openMailTrap } from './demo/mail-trap.ts'
import { story, unknownAddresses } from './demo/story.ts'
import { tellStory } from './demo/tell-story.ts'
import { openHouse } from './house.ts'
import { serve } from './main.ts'

const timeZone = 'Europe/Copenhagen'
const say = (line: string) => process.stderr.write(`${line}\n`)

/**
 * A desk with a believable week in it, on a data folder of its own beside the real one. Each start tells the story anew, so
 * that it always ends now; what was tried out before is gone. No mail leaves: the story's goes to a trap in this process, and
 * what is written afterwards is held.
 * @throws CannotStart when that folder holds something else than a demo, or a demo runs on it
 */
export async function demo(): Promise<number> {
  const wanted = readEnv()
  const folder = `${wanted.dataFolder}-demo`
  const changes = { dataFolder: folder, databaseUrl: null, smtpUrl: null, role: 'all' } satisfies Partial<Env>
  await claimFolder(folder)
  const server = await openDatabaseServer({ env: changes, kind: 'server', say })
  try {
    await emptyDatabase(server.url)
    await rm(join(folder, 'files'), { recursive: true, force: true })
    await migrate(server.url)
    say('Telling the story of the last days …')
    await tell({ ...wanted, ...changes }, server.url, await server.dataFolder.secret(wanted.secret))
  } finally {
    await server.close()
  }
  process.stdout.write(
    `The demo lives in ${folder}, apart from your own data, and begins anew at each start. No mail leaves it.\n` +
      `Sign in as ${cast.kari.email} with the password: ${demoPassword}\n`,
  )
  return serve(changes)
}

/** The demo empties its folder: it must never be somebody's real desk that happens to have such a name. */
async function claimFolder(folder: string): Promise<void> {
  const mark = join(folder, 'this-is-a-demo')
  if (existsSync(join(folder, 'postgres')) && !existsSync(mark)) {
    throw new CannotStart(
      `${folder} holds a desk that is not a demo, so it is left alone. Choose another folder with LOFTE_DATA.`,
    )
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(mark, 'Emptied at each start of `lofte demo`.\n')
}

async function emptyDatabase(url: string): Promise<void> {
  const other = new URL(url)
  const name = other.pathname.slice(1)
  other.pathname = '/postgres'
  const client = new pg.Client({ connectionString: other.href })
  await client.connect()
  try {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
}

async function tell(env: Env, url: string, secret: string): Promise<void> {
  const trap = await openMailTrap(unknownAddresses)
  const { house, database } = openHouse({ ...env, smtpUrl: trap.url, logLevel: 'error' }, url, secret)
  const now = house.now()
  let clock = now
  try {
    const telling = { ...house, now: () => clock }
    const setClock = (at: Date) => {
      clock = at
    }
    await tellStory(telling, await foundDesk(telling), story, { now, timeZone, setClock })
  } finally {
    await database.close()
    await trap.close()
  }
}
