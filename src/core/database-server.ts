import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart, type DataFolder, type FolderLock, type Holder, openDataFolder } from './data-folder.ts'
import { startEmbedded } from './embedded-postgres.ts'
import { isAlive } from './postmaster.ts'

export interface DatabaseServer {
  url: string
  dataFolder: DataFolder
  /** The web address, for those who start a second time on this folder. Without effect where another holds the folder. */
  announce(webUrl: string): Promise<void>
  /** Stops PostgreSQL when it was ours to stop, and gives the folder back. */
  close(): Promise<void>
}

/**
 * Finds or starts the database this process works on. There is one writer a data folder: a server holds the folder while it
 * runs; commands share a running server's database, and otherwise hold the folder (and run PostgreSQL) for as long as they
 * take. With `databaseUrl` a command needs no folder, and several servers may use one database, each with its own folder.
 * @param kind what is starting: a `server` finds another server and refuses, a `command` joins it
 * @param say one line for people, on stderr or in the log
 * @throws CannotStart with a sentence
 */
export async function openDatabaseServer(options: {
  env: { dataFolder: string; databaseUrl: string | null }
  kind: Holder['kind']
  say(line: string): void
  /** How long to wait for a command that holds the folder. */
  patienceMs?: number
}): Promise<DatabaseServer> {
  const { env, kind, say, patienceMs = 60_000 } = options
  const dataFolder = await openDataFolder(env.dataFolder)
  if (env.databaseUrl && kind === 'command') return guest(env.databaseUrl, dataFolder)
  const found = await takeOrJoin(dataFolder, kind, say, patienceMs)
  if ('joined' in found) return guest(found.joined, dataFolder)
  const { lock } = found
  try {
    const embedded = env.databaseUrl ? null : await startEmbedded({ dataFolder: dataFolder.path, log: say })
    const url = env.databaseUrl ?? embedded!.url
    if (embedded?.adopted) say('PostgreSQL was still running after the last stop; going on with it.')
    await lock.announce({ databaseUrl: url })
    return {
      url,
      dataFolder,
      announce: (webUrl) => lock.announce({ webUrl }),
      async close() {
        await embedded?.stop()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

const guest = (url: string, dataFolder: DataFolder): DatabaseServer => ({
  url,
  dataFolder,
  announce: async () => undefined,
  close: async () => undefined,
})

async function takeOrJoin(
  dataFolder: DataFolder,
  kind: Holder['kind'],
  say: (line: string) => void,
  patienceMs: number,
): Promise<{ lock: FolderLock } | { joined: string }> {
  const deadline = Date.now() + patienceMs
  let said = false
  for (;;) {
    const lock = await dataFolder.tryLock(kind)
    if (lock) return { lock }
    const holder = await presentHolder(dataFolder)
    if (holder?.kind === 'server' && kind === 'server') throw alreadyRunning(dataFolder, holder)
    if (holder?.kind === 'server' && holder.databaseUrl && (await answers(holder.databaseUrl))) {
      return { joined: holder.databaseUrl }
    }
    if (holder && !said) {
      said = true
      say(
        holder.kind === 'server'
          ? `Waiting for the server (process ${holder.pid}) to be ready…`
          : `Waiting for another command (process ${holder.pid}) to finish with the database…`,
      )
    }
    if (Date.now() > deadline) throw tookTooLong(dataFolder, holder)
    await wait(50)
  }
}

/** Who holds the folder now; a note left by a process that was killed does not count. */
async function presentHolder(dataFolder: DataFolder): Promise<Holder | null> {
  const holder = await dataFolder.holder()
  return holder && isAlive(holder.pid) ? holder : null
}

async function answers(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false // Still starting, or on its way down; then the folder is free soon.
  } finally {
    await client.end()
  }
}

const alreadyRunning = (dataFolder: DataFolder, holder: Holder) =>
  new CannotStart(
    `Løfte is already running on the data folder ${dataFolder.path} (process ${holder.pid}` +
      `${holder.webUrl ? `, ${holder.webUrl}` : ''}). Stop it first, or choose another folder with LOFTE_DATA.`,
  )

const tookTooLong = (dataFolder: DataFolder, holder: Holder | null) =>
  new CannotStart(
    `The data folder ${dataFolder.path} is still in use by ${holder ? `process ${holder.pid}` : 'another process'}. ` +
      'Try again when it has finished.',
  )
