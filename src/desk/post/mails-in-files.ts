import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readMbox } from './read-mbox.ts'

/**
 * The mails in files and folders, one at a time. What is named is taken at its word; in a folder only what looks like mail
 * is, since people keep other things beside it, and what is passed over is said.
 */
export async function* mailsInFiles(
  paths: readonly string[],
  onUnreadable: (path: string, why: string) => void,
  say: (words: string) => void,
): AsyncGenerator<{ file: string; raw: Buffer }> {
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) yield* mailsInFiles(await filesIn(path, say), onUnreadable, say)
      else if (await isMbox(path)) {
        let number = 0
        for await (const raw of readMbox(path)) yield { file: `${path}#${++number}`, raw }
      } else yield { file: path, raw: await readFile(path) }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (!code) throw error
      onUnreadable(path, code === 'ENOENT' ? 'there is no such file or folder' : `can’t be read (${code})`)
    }
  }
}

async function filesIn(folder: string, say: (words: string) => void): Promise<string[]> {
  const taken: string[] = []
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    // A link to a folder may lead round in a circle.
    if (entry.isDirectory() || /\.(eml|mbox|mbx)$/i.test(entry.name) || (entry.isFile() && (await looksLikeMail(path))))
      taken.push(path)
    else say(`${path}: passed over, it is no mail`)
  }
  return taken
}

const firstFields =
  /^(from |(received|return-path|delivered-to|from|to|date|subject|message-id|mime-version|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|content-type):)/i

/** By its first line: mail folders name their files in many ways (Maildir: 1699.M1P2.host:2,S; MH: 17). */
async function looksLikeMail(path: string): Promise<boolean> {
  // What can’t be opened is taken, so that it is named among what could not be read.
  return beginningOf(path, 200).then(
    (beginning) => firstFields.test(beginning),
    () => true,
  )
}

/** By name, or by its first line: many exports carry no ending. A single mail may start with a `From ` line too. */
async function isMbox(path: string): Promise<boolean> {
  if (/\.eml$/i.test(path)) return false
  return /\.(mbox|mbx)$/i.test(path) || (await beginningOf(path, 5)) === 'From '
}

async function beginningOf(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead).toString('latin1')
  } finally {
    await file.close()
  }
}
