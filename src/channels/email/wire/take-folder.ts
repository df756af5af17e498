import { createHash } from 'node:crypto'
import type { ImapFlow } from 'imapflow'
import type { Receive } from '../../channel.ts'
import { trustFromResults } from './authentication-results.ts'
import { fromDomain, headerBlock, headerValues } from './from-domain.ts'
import { recipientsFromHeaders } from './header-recipients.ts'
import type { ImapAccount } from './imap-connection.ts'
import { NoSuchFolder } from './imap-problem.ts'
import { type WireLog, wordsOf } from './wire-log.ts'

/** How far a folder has been read. UIDs only mean something together with their UIDVALIDITY (RFC 9051 §2.3.1.1). */
export interface FolderCursor {
  uidValidity: string
  lastUid: number
}

export interface FolderCursors {
  load(folder: string): Promise<FolderCursor | null>
  save(folder: string, cursor: FolderCursor): Promise<void>
}

/** A mail that stays on the server untaken, with the reason; the desk shows it. */
export interface LeftBehind {
  folder: string
  uid: number
  words: string
}

export interface TakingRules {
  account: ImapAccount
  cursors: FolderCursors
  receive: Receive
  /** Whether a mail with this sha-256 (hex) of its raw bytes has been taken before; asked only when UIDs start anew. */
  known?: (sha256: string) => Promise<boolean>
  authservId: string | null
  afterTaking: 'seen' | 'nothing' | { move: string }
  /** A larger mail is left on the server and reported. */
  maxBytes: number
  onProblem: (left: LeftBehind) => void
  now: () => Date
  log: WireLog
  /** True once the account is being stopped: ends after the mail in hand. */
  stopping: () => boolean
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Takes every mail of one folder that has not been taken, lowest UID first, one at a time (so that memory holds one
 * mail): fetch, `receive`, mark, save the cursor. \Seen is never asked: people read mail in other programs too.
 * Whatever throws on the way (NotNow from the desk, a broken line) leaves the cursor in front of that mail.
 * Returns how many were handed on.
 */
export async function takeFolder(client: ImapFlow, folder: string, rules: TakingRules): Promise<number> {
  const { account, cursors } = rules
  const mailbox = await client.mailboxOpen(folder, { readOnly: rules.afterTaking === 'nothing' }).catch((thrown) => {
    throw (thrown as { mailboxMissing?: boolean }).mailboxMissing ? new NoSuchFolder(folder) : thrown
  })
  const uidValidity = String(mailbox.uidValidity)
  const cursor = await cursors.load(folder)
  const sameUids = cursor?.uidValidity === uidValidity
  const lastUid = cursor && sameUids ? cursor.lastUid : 0
  const since =
    cursor === null && account.sinceDays !== undefined
      ? { since: new Date(rules.now().getTime() - account.sinceDays * DAY_MS) }
      : {}
  const listed = await client.search({ uid: `${lastUid + 1}:*`, ...since }, { uid: true })
  if (!listed) throw new Error(`the server would not list ${folder}`)
  // `n:*` names the last mail even when its UID is below n (RFC 9051 §6.4.9), so what is old is sorted out here.
  const uids = listed.filter((uid) => uid > lastUid).sort((a, b) => a - b)
  let taken = 0
  for (const uid of uids) {
    if (rules.stopping()) return taken
    if (await takeOne(client, folder, uidValidity, uid, cursor !== null && !sameUids, rules)) taken += 1
    await cursors.save(folder, { uidValidity, lastUid: uid })
  }
  if (uids.length === 0 && !sameUids) {
    // Every UID below the next one was there to be listed, and none of it concerns us.
    await cursors.save(folder, { uidValidity, lastUid: Math.max(0, mailbox.uidNext - 1) })
  }
  return taken
}

async function takeOne(
  client: ImapFlow,
  folder: string,
  uidValidity: string,
  uid: number,
  uidsStartedAnew: boolean,
  rules: TakingRules,
): Promise<boolean> {
  const { account, log } = rules
  const head = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true })
  if (!head) return skipDeleted(client, uid)
  if ((head.size ?? 0) > rules.maxBytes) {
    const words = `A mail of ${head.size} bytes is too large to be taken (at most ${rules.maxBytes}); it stays in ${folder}`
    rules.onProblem({ folder, uid, words })
    return false
  }
  const body = await client.fetchOne(String(uid), { uid: true, source: true }, { uid: true })
  if (!body || body.source === undefined) return skipDeleted(client, uid)
  const raw = body.source
  const sha256 = uidsStartedAnew && rules.known ? createHash('sha256').update(raw).digest('hex') : ''
  const already = sha256 !== '' && (await rules.known?.(sha256)) === true
  if (!already) {
    const block = headerBlock(raw) ?? ''
    const from = fromDomain(block)
    const results = headerValues(block, 'authentication-results')
    await rules.receive({
      raw,
      via: 'imap',
      sourceKey: `imap/${account.id}/${folder}/${uidValidity}/${uid}`,
      recipients: recipientsFromHeaders(raw),
      sender: null,
      peer: null,
      trust:
        from.domain === null
          ? { verdict: 'unknown', detail: from.reason }
          : trustFromResults(results, rules.authservId, from.domain),
      receivedAt: arrivedAt(head.internalDate, rules.now()),
    })
  }
  await markTaken(client, uid, rules).catch((thrown: unknown) => {
    // The mail is ours already; a flag that could not be set must not make us take it again or stop.
    log.warn({ account: account.id, folder, uid, error: wordsOf(thrown) }, 'could not mark a mail as taken')
  })
  return !already
}

/** Nothing to take when somebody deleted the mail meanwhile; one that is still there must not be passed over. */
async function skipDeleted(client: ImapFlow, uid: number): Promise<false> {
  const still = await client.search({ uid: String(uid) }, { uid: true })
  if (!still || still.includes(uid)) throw new Error(`the server lists mail ${uid} but does not hand it out`)
  return false
}

async function markTaken(client: ImapFlow, uid: number, rules: TakingRules): Promise<void> {
  if (rules.afterTaking === 'seen') await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
  else if (rules.afterTaking !== 'nothing') await client.messageMove(String(uid), rules.afterTaking.move, { uid: true })
}

/** When the server got it; our own clock where the server says nothing sensible or names the future. */
function arrivedAt(internalDate: Date | string | undefined, now: Date): Date {
  const date = new Date(internalDate ?? Number.NaN)
  return Number.isNaN(date.getTime()) || date > now ? now : date
}
