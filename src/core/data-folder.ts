import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, link, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Løfte can't start here; the message is a sentence for the person who tried, never to be shown with a stack. */
export class CannotStart extends Error {
  override name = 'CannotStart'
  readonly exitCode = 1
}

/** Who works on a data folder, as the next one to come reads it. */
export interface Holder {
  pid: number
  kind: 'server' | 'command'
  /** What the others may connect to; null until it is up. */
  databaseUrl: string | null
  /** Where people reach it; null until it listens, and for commands. */
  webUrl: string | null
}

export interface FolderLock {
  /** Tells others where the database and the web address are. */
  announce(what: { databaseUrl?: string; webUrl?: string }): Promise<void>
  release(): Promise<void>
}

export interface DataFolder {
  path: string
  /** Takes the folder for this process, or null when another has it. */
  tryLock(kind: Holder['kind']): Promise<FolderLock | null>
  /** The process that has the folder; null when none has told its name (yet). */
  holder(): Promise<Holder | null>
  /** `given`, or the 256 bits made once and kept in the folder for this desk (base64url). */
  secret(given: string | null): Promise<string>
}

/**
 * Opens the folder of database, files and keys; makes it (0700) when it isn't there.
 * @throws CannotStart when it can't be made or written, or belongs to another user
 */
export async function openDataFolder(wanted: string): Promise<DataFolder> {
  await claim(wanted)
  const path = await realpath(wanted)
  return {
    path,
    tryLock: (kind) => tryLock(path, kind),
    holder: () => readHolder(path),
    secret: async (given) => given ?? keptSecret(path),
  }
}

async function claim(path: string) {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const owner = await ownerOf(path)
    if (owner !== null && owner !== process.getuid?.()) throw ofAnotherUser(path, owner)
    throw new CannotStart(
      `The data folder ${path} can't be used: ${inWords(error)}. Choose another one with LOFTE_DATA, or make this one writable for ${me()}.`,
    )
  }
  const owner = await ownerOf(path)
  // Root could write here all the same, but would leave files that the folder's user can no longer read.
  if (owner !== null && owner !== process.getuid?.()) throw ofAnotherUser(path, owner)
  const secret = await ownerOf(join(path, 'secret'))
  if (secret !== null && secret !== process.getuid?.()) throw ofAnotherUser(path, secret)
}

const ofAnotherUser = (path: string, owner: number) =>
  new CannotStart(
    `The data folder ${path} belongs to another user (${owner === 0 ? 'root' : `uid ${owner}`}), and this is ${me()}. ` +
      'Start Løfte as that user, or choose another folder with LOFTE_DATA.',
  )

const ownerOf = (path: string) =>
  stat(path).then(
    (found) => found.uid,
    () => null,
  )

function me(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a uid that has no entry in /etc/passwd.
    return `uid ${process.getuid?.()}`
  }
}

function inWords(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const words: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
  }
  return words[code] ?? (error as Error).message
}

/**
 * The lock is SQLite's, that is the kernel's (fcntl), on an empty file: it ends with the process however that ends, so there
 * is no stale lock to judge by process numbers, and of two starters exactly one gets it. Nothing else may open the file in
 * this process: POSIX drops a lock when any descriptor of the file is closed.
 */
async function tryLock(path: string, kind: Holder['kind']): Promise<FolderLock | null> {
  const database = takeKernelLock(join(path, 'lock'))
  if (!database) return null
  const holder: Holder = { pid: process.pid, kind, databaseUrl: null, webUrl: null }
  const announce: FolderLock['announce'] = async (what) => {
    Object.assign(holder, what)
    await writeWhole(join(path, 'holder.json'), JSON.stringify(holder))
  }
  try {
    await announce({})
  } catch (error) {
    database.close()
    throw new CannotStart(`The data folder ${path} can't be written: ${inWords(error)}.`)
  }
  return {
    announce,
    async release() {
      await rm(join(path, 'holder.json'), { force: true })
      database.close()
    },
  }
}

function takeKernelLock(file: string): DatabaseSync | null {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 0 })
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    const busy = 5 // SQLITE_BUSY
    if ((error as { errcode?: number }).errcode === busy) return null
    throw new CannotStart(
      `The lock file ${file} can't be used: ${(error as Error).message}. Does its disk allow locks?`,
    )
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(join(path, 'holder.json'), 'utf8')) as Holder
  } catch (error) {
    // Just released, or taken and not yet announced.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new CannotStart(`${join(path, 'holder.json')} can't be read: ${inWords(error)}.`)
  }
}

/** Readers see the old text or the new one, never half of it. It holds the database's password, hence 0600. */
async function writeWhole(file: string, text: string) {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, text, { mode: 0o600 })
  await rename(draft, file)
}

async function keptSecret(path: string): Promise<string> {
  const file = join(path, 'secret')
  const draft = join(dirname(file), `.secret.${process.pid}.${randomBytes(4).toString('hex')}`)
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new CannotStart(`The secret in ${file} can't be read: ${inWords(error)}.`)
  })
  if (kept === null) {
    await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
    // link refuses where rename would replace: of two that make one at the same time, both go on with the first.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(draft)
    return readFile(file, 'utf8')
  }
  const secret = kept.trim()
  if (secret.length < 32) {
    throw new CannotStart(
      `The secret in ${file} is damaged (${secret.length} characters). Put the right one back from a backup: ` +
        'a new one would sign everybody out and make links in mail already sent invalid.',
    )
  }
  return secret
}
