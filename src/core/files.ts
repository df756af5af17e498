import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { newId, sha256 } from './ids.ts'

/** Bytes by their content's hash. The same bytes are stored once; a name is data and never part of a path. */
export interface Files {
  /** Stores durably (file and folder fsynced) before it resolves. Answers the SHA-256 in lower-case hex. */
  put(bytes: Uint8Array): Promise<string>
  get(hash: string): Promise<Uint8Array>
  stream(hash: string): Readable
  has(hash: string): Promise<boolean>
  remove(hash: string): Promise<void>
}

/** Thrown when the disk says no; whoever brings words must keep them. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

const isHash = /^[0-9a-f]{64}$/

export function openFiles(folder: string): Files {
  const place = (hash: string): { folder: string; path: string } => {
    if (!isHash.test(hash)) throw new Error('A file is named by its SHA-256.')
    const inFolder = join(folder, hash.slice(0, 2))
    return { folder: inFolder, path: join(inFolder, hash) }
  }
  const has = (hash: string) =>
    stat(place(hash).path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false
        throw error
      },
    )
  return {
    has,
    async put(bytes) {
      const hash = sha256(bytes)
      const { folder: inFolder, path } = place(hash)
      if (await has(hash)) {
        // Whoever put it there may have died before its name was on disk.
        await syncFolder(inFolder)
        return hash
      }
      const beside = `${path}.${newId()}`
      try {
        if ((await mkdir(inFolder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(folder)
        const file = await open(beside, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          // Without this a 250 could be given for a mail that a power cut takes away (chasquid, 2025).
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(beside, path)
        await syncFolder(inFolder)
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined)
        const code = (error as NodeJS.ErrnoException).code
        if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS') throw new NoRoom(`The disk says no (${code}).`)
        throw error
      }
      return hash
    },
    get: (hash) => readFile(place(hash).path),
    stream: (hash) => createReadStream(place(hash).path),
    remove: (hash) => rm(place(hash).path, { force: true }),
  }
}

/** A new name in a folder is only durable once the folder itself is on disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
