import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { House } from '../../core/ctx.ts'
import { sha256 } from '../../core/ids.ts'
import type { InboundRow } from './file-mail.ts'
import { readInbound } from './read-inbound.ts'
import { readMbox } from './read-mbox.ts'
import { readingOf } from './reading.ts'
import { takeIn } from './take-in.ts'

export interface Imported {
  imported: number
  duplicates: number
  quarantined: { file: string; reason: string }[]
  /** Paths that could not be read at all. */
  unreadable: number
}

/**
 * Takes in mail from files, by the same pipeline as live mail. A mail is known by its bytes, so an import that was cut off
 * is simply run again. Nothing imported is acknowledged or answered.
 */
export async function importMail(
  house: House,
  paths: readonly string[],
  inboxId: string,
  say: (words: string) => void,
): Promise<Imported> {
  const result: Imported = { imported: 0, duplicates: 0, quarantined: [], unreadable: 0 }
  const inHand = new Set<Promise<void>>()
  let seen = 0
  const onUnreadable = (path: string, why: string) => {
    say(`${path}: ${why}`)
    result.unreadable++
  }
  for await (const { file, raw } of mailsIn(paths, onUnreadable)) {
    const task = importOne(house, raw, inboxId)
      .then((outcome) => {
        if (outcome.state === 'filed') result.imported++
        else if (outcome.state === 'quarantined') result.quarantined.push({ file, reason: outcome.reason })
        else result.duplicates++
      })
      .finally(() => inHand.delete(task))
    inHand.add(task)
    if (inHand.size >= 4) await Promise.race(inHand)
    if (++seen % 500 === 0) say(`${seen} mails …`)
  }
  await Promise.all(inHand)
  return result
}

type Outcome = { state: 'filed' | 'duplicate' } | { state: 'quarantined'; reason: string }

async function importOne(house: House, raw: Buffer, inboxId: string): Promise<Outcome> {
  const sourceKey = `file/${sha256(raw)}`
  const received = await takeIn(
    house,
    {
      raw,
      via: 'file',
      sourceKey,
      recipients: [],
      sender: null,
      peer: null,
      trust: { verdict: 'unknown', detail: 'imported from a file' },
      receivedAt: house.now(),
    },
    [inboxId],
  )
  const before = await stateOf(house, sourceKey, inboxId)
  // Taken in by an earlier run that came to its end: there is nothing to do. Cut off, it is gone on with.
  if (received.taken === 'already-there' && before.state !== 'received')
    return before.state === 'quarantined'
      ? { state: 'quarantined', reason: before.reason ?? '' }
      : { state: 'duplicate' }
  return settled(house, sourceKey, inboxId)
}

/** A server that runs beside us may have taken the row first; either way it comes to an end. */
async function settled(house: House, sourceKey: string, inboxId: string): Promise<Outcome> {
  for (;;) {
    const row = await stateOf(house, sourceKey, inboxId)
    if (row.state === 'quarantined') return { state: 'quarantined', reason: row.reason ?? '' }
    if (row.state === 'filed' || row.state === 'duplicate') return { state: row.state }
    const { rows } = await sql<InboundRow>`update inbound set claimed_by = ${house.processId}, attempts = attempts + 1
      where id = ${row.id} and state = 'received' and claimed_by is null and next_attempt_at <= ${house.now()}
      returning id, raw_sha256, via, inbox_id, recipients, envelope_sender, trust, received_at, attempts`.execute(
      house.db,
    )
    if (rows[0]) await readInbound(house, readingOf(house), rows[0])
    else await wait(25)
  }
}

async function stateOf(
  house: House,
  sourceKey: string,
  inboxId: string,
): Promise<{ id: string; state: string; reason: string | null }> {
  return house.db
    .selectFrom('inbound')
    .select(['id', 'state', 'reason'])
    .where('source_key', '=', sourceKey)
    .where('inbox_id', '=', inboxId)
    .executeTakeFirstOrThrow()
}

async function* mailsIn(
  paths: readonly string[],
  onUnreadable: (path: string, why: string) => void,
): AsyncGenerator<{ file: string; raw: Buffer }> {
  for (const path of paths) {
    try {
      const found = await stat(path)
      if (found.isDirectory()) {
        const names = (await readdir(path)).sort().filter((name) => !name.startsWith('.'))
        yield* mailsIn(
          names.map((name) => join(path, name)),
          onUnreadable,
        )
      } else if (await isMbox(path)) {
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

/** By name, or by its first line: many exports carry no ending. A single mail may start with a `From ` line too. */
async function isMbox(path: string): Promise<boolean> {
  if (/\.eml$/i.test(path)) return false
  if (/\.(mbox|mbx)$/i.test(path)) return true
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0)
    return bytesRead === 5 && buffer.toString('latin1') === 'From '
  } finally {
    await file.close()
  }
}
