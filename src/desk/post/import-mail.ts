import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { House } from '../../core/ctx.ts'
import { sha256 } from '../../core/ids.ts'
import type { InboundRow } from './file-mail.ts'
import { mailsInFiles } from './mails-in-files.ts'
import { readInbound, releaseInbound } from './read-inbound.ts'
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
  const met = new Set<string>()
  let seen = 0
  // What a killed import had in hand would otherwise wait for a server to free it.
  await releaseInbound(house)
  const onUnreadable = (path: string, why: string) => {
    say(`${path}: ${why}`)
    result.unreadable++
  }
  const take = async (file: string, raw: Buffer): Promise<void> => {
    const sourceKey = `file/${sha256(raw)}`
    const isMet = met.has(sourceKey)
    met.add(sourceKey)
    const outcome = await importOne(house, raw, sourceKey, inboxId)
    if (outcome.state === 'quarantined') result.quarantined.push({ file, reason: outcome.reason })
    else if (outcome.state === 'filed' && !isMet) result.imported++
    else result.duplicates++
  }
  try {
    for await (const { file, raw } of mailsInFiles(paths, onUnreadable, say)) {
      const task = take(file, raw).finally(() => inHand.delete(task))
      inHand.add(task)
      if (inHand.size >= 4) await Promise.race(inHand)
      if (++seen % 500 === 0) say(`${seen} mails …`)
    }
    await Promise.all(inHand)
  } finally {
    await Promise.allSettled(inHand)
  }
  return result
}

type Outcome = { state: 'filed' | 'duplicate' } | { state: 'quarantined'; reason: string }

async function importOne(house: House, raw: Buffer, sourceKey: string, inboxId: string): Promise<Outcome> {
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
