import { sql } from 'kysely'
import { type ReadMail, UnreadableMail } from '../../channels/email/parsed-mail.ts'
import { decodeHeaderText } from '../../channels/email/read/encoded-words.ts'
import type { ReadingPool } from '../../channels/email/read/reading-pool.ts'
import { crashHere } from '../../core/crash-point.ts'
import { contextFor, emit, type House, inTransaction, system } from '../../core/ctx.ts'
import { ofDeadProcess } from '../../core/drain.ts'
import { NoRoom } from '../../core/files.ts'
import { postEvents } from './contract.ts'
import { type Filed, fileMail, type InboundRow } from './file-mail.ts'

/** Tries at one mail, crashes of the whole process included, before it is set aside for people. */
const attemptsBeforeQuarantine = 3

const columns = sql`id, raw_sha256, via, inbox_id, recipients, envelope_sender, trust, received_at, attempts`

/** Takes due rows for this process. The attempt is counted before it is made: a mail that kills the process counts too. */
export async function claimInbound(house: House, limit: number): Promise<InboundRow[]> {
  const { rows } = await sql<InboundRow>`
    update inbound set claimed_by = ${house.processId}, attempts = attempts + 1
    where id in (select id from inbound where state = 'received' and claimed_by is null and next_attempt_at <= ${house.now()}
      order by next_attempt_at, id limit ${limit} for update skip locked)
    returning ${columns}`.execute(house.db)
  return rows
}

const hands = new WeakMap<House, Set<string>>()

/** The mails this process has in hand just now. */
function handsOf(house: House): Set<string> {
  const held = hands.get(house) ?? new Set()
  hands.set(house, held)
  return held
}

/**
 * Rows in the hands of processes that no longer live are free again; so are our own that we don't have in hand, because the
 * database went away between claiming and reading, or when a fault was to be written down. Filing a row twice is not possible.
 */
export async function releaseInbound(house: House): Promise<void> {
  const mine = [...handsOf(house)]
  await sql`update inbound set claimed_by = null where state = 'received' and claimed_by is not null
    and not id = any(${mine}::uuid[]) and (${ofDeadProcess('claimed_by')} or claimed_by = ${house.processId})`.execute(
    house.db,
  )
}

export type Read = Filed | { state: 'quarantined'; reason: string } | { state: 'later' }

/**
 * Reads a claimed row's mail in a worker and files it. What can't be read is quarantined with its reason; a fault of ours
 * (the database away, the disk) puts the row back for later.
 */
export async function readInbound(house: House, pool: ReadingPool, row: InboundRow): Promise<Read> {
  const held = handsOf(house)
  held.add(row.id)
  try {
    return await readInHand(house, pool, row)
  } finally {
    held.delete(row.id)
  }
}

/** Claims that ended without a word, before a mail is held to be what ends the process. Kills by chance rarely meet one mail as often. */
const deathsBeforeQuarantine = 6

/**
 * Works off a row that the drain has claimed. Each claim was counted before it was made, so a mail that takes the whole process
 * down with it is set aside unread in the end, and stands in nobody's way.
 */
export async function readClaimed(house: House, pool: ReadingPool, row: InboundRow): Promise<void> {
  if (row.attempts <= deathsBeforeQuarantine) {
    await readInbound(house, pool, row)
    return
  }
  house.log.error(
    { inbound: row.id, attempts: row.attempts },
    'A mail was set aside unread: Løfte ended each time it had it in hand',
  )
  const reason =
    'Løfte ended without a word each time it read this mail. Its source is safe; look at it before you try again.'
  await quarantine(house, row, 'ends-the-process', reason)
}

async function readInHand(house: House, pool: ReadingPool, row: InboundRow): Promise<Read> {
  const ctx = contextFor(house, system)
  try {
    const raw = await house.files.get(row.raw_sha256)
    const read = await pool.read(raw)
    crashHere('inbound.read')
    await keepAttachments(house, read)
    const filed = await inTransaction(ctx, (inside) => fileMail(inside, row, raw, read))
    crashHere('inbound.filed')
    return filed ?? { state: 'later' }
  } catch (error) {
    if (error instanceof UnreadableMail && (isCertain(error) || row.attempts >= 2)) {
      await quarantine(house, row, error.code, error.message)
      return { state: 'quarantined', reason: error.message }
    }
    if (row.attempts >= attemptsBeforeQuarantine && !isPassing(error)) {
      house.log.error({ err: error, inbound: row.id }, 'A mail could not be filed and was set aside')
      const reason = 'Løfte failed while filing this mail. Its source is safe; try again after an update.'
      await quarantine(house, row, 'filing-fault', reason)
      return { state: 'quarantined', reason }
    }
    house.log.warn(
      { err: error, inbound: row.id, attempts: row.attempts },
      'A mail could not be filed now; it is tried again',
    )
    const wait = isPassing(error) ? 1 : row.attempts * 5
    const seconds = error instanceof Error && 'code' in error && error.code === '23505' ? 0 : wait
    // A fault that passes by itself is not the mail's: it must not count towards the quarantine.
    await sql`update inbound set claimed_by = null, next_attempt_at = ${new Date(house.now().getTime() + seconds * 1000)},
        attempts = attempts - ${isPassing(error) ? 1 : 0} where id = ${row.id} and state = 'received'`.execute(house.db)
    return { state: 'later' }
  }
}

/** The content of the mail itself is the reason: another try gives the same. Time and memory may have been short by chance. */
function isCertain({ code }: UnreadableMail): boolean {
  return code !== 'timed-out' && code !== 'out-of-memory' && code !== 'parser-fault'
}

/** The database or the disk said no; or another process filed the same content at the same moment. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return (
    error instanceof NoRoom ||
    /^(ECONN|EPIPE|ENOSPC|EIO|EMFILE|08|53|57P|40|23505|55P03)/.test(code) ||
    /connect|terminat/i.test((error as Error)?.message ?? '')
  )
}

async function keepAttachments(house: House, { mail, contents }: ReadMail): Promise<void> {
  for (const [index, bytes] of contents.entries()) {
    const kept = await house.files.put(bytes)
    if (kept !== mail.attachments[index]?.sha256) throw new Error('An attachment’s bytes are not what its hash says.')
  }
}

async function quarantine(house: House, row: InboundRow, code: string, reason: string): Promise<void> {
  // Even a mail whose file is gone must get where people see it.
  const seen = (await house.files.has(row.raw_sha256))
    ? glance(await house.files.get(row.raw_sha256))
    : glance(Buffer.alloc(0))
  await inTransaction(contextFor(house, system), async (ctx) => {
    await sql`update inbound set state = 'quarantined', reason_code = ${code}, reason = ${reason}, claimed_by = null, attempts = ${row.attempts},
        from_address = ${seen.from}, subject = ${seen.subject} where id = ${row.id} and state in ('received', 'quarantined')`.execute(
      ctx.db,
    )
    await emit(ctx, postEvents.quarantined, { inboxId: row.inbox_id }, { inboundId: row.id, code })
  })
}

/** From and Subject as far as they can be seen without parsing: the parser is what failed. Only printable characters. */
function glance(raw: Uint8Array): { from: string; subject: string } {
  const head = Buffer.from(raw.subarray(0, 16_384)).toString('latin1')
  const field = (name: string) =>
    decodeHeaderText(new RegExp(`^${name}:[ \\t]*([^\\r\\n]{0,300})`, 'im').exec(head)?.[1] ?? '')
      .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '')
      .trim()
  return { from: field('From'), subject: field('Subject') }
}
