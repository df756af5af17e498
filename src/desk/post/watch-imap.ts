import { sql } from 'kysely'
import { startImapAccount, type WatchedImapAccount } from '../../channels/email/wire/imap-account.ts'
import { contextFor, type House, inTransaction, system } from '../../core/ctx.ts'
import { endOfLog, followEvents } from '../../core/events.ts'
import type { Wake } from '../../core/wake.ts'
import { inboxEvents } from '../inboxes/contract.ts'
import { imapCursors } from '../inboxes/imap-cursors.ts'
import { noteFetching } from '../inboxes/note-fetching.ts'
import { openMailbox } from '../inboxes/open-mailbox.ts'
import { findInboxRow } from '../inboxes/queries.ts'
import { leadAlone } from './lead-alone.ts'
import { takeIn } from './take-in.ts'

/** Watches every inbox's IMAP account, in one process of the cell at a time, and follows changes to the inboxes as they are made. */
export function watchImap(house: House, wake: Wake, databaseUrl: string): { stop(): Promise<void> } {
  return leadAlone(house, databaseUrl, 'imap', async () => {
    const accounts = new Map<string, { version: number; watched: WatchedImapAccount }>()
    const reconcile = async (): Promise<void> => {
      const { rows } = await sql<{ id: string; version: number }>`
        select id, version from inbox where imap is not null and closed_at is null`.execute(house.db)
      const wanted = new Map(rows.map((row) => [row.id, row.version]))
      for (const [id, { version, watched }] of accounts) {
        if (wanted.get(id) === version) continue
        accounts.delete(id)
        await watched.stop()
      }
      for (const [id, version] of wanted) {
        if (accounts.has(id)) continue
        const watched = await watchOne(house, id)
        if (watched) accounts.set(id, { version, watched })
      }
    }
    await reconcile()
    const follower = followEvents(house, wake, () => endOfLog(house.db), reconcile, [
      inboxEvents.added.name,
      inboxEvents.changed.name,
    ])
    return async () => {
      await follower.stop()
      await Promise.all([...accounts.values()].map(({ watched }) => watched.stop()))
    }
  })
}

async function watchOne(house: House, inboxId: string): Promise<WatchedImapAccount | null> {
  const ctx = contextFor(house, system)
  const { imap, authservId, afterTaking } = openMailbox(ctx, await findInboxRow(ctx, inboxId))
  if (!imap) return null
  let lastMailAt: Date | null = null
  return startImapAccount({
    account: imap,
    authservId,
    afterTaking,
    now: house.now,
    log: house.log,
    cursors: imapCursors(ctx, inboxId),
    // Asked only when a server has numbered its mail anew: what we have by content is not fetched into the desk twice.
    async known(rawSha256) {
      const { rows } =
        await sql`select 1 from inbound where inbox_id = ${inboxId} and raw_sha256 = ${rawSha256} limit 1`.execute(
          house.db,
        )
      return rows.length > 0
    },
    async receive(arrival) {
      const received = await takeIn(house, arrival, [inboxId])
      lastMailAt = house.now()
      return received
    },
    onState(state) {
      inTransaction(ctx, (inside) => noteFetching(inside, inboxId, { ...state, lastMailAt })).catch((error: Error) =>
        house.log.warn({ err: error, inboxId }, 'The state of a mailbox could not be written down'),
      )
    },
    onProblem({ folder, uid, words }) {
      house.log.warn({ inboxId, folder, uid }, words)
    },
  })
}
