import { sql } from 'kysely'
import { type Arrival, NotNow, type Received } from '../../channels/channel.ts'
import { crashHere } from '../../core/crash-point.ts'
import type { House } from '../../core/ctx.ts'
import { NoRoom } from '../../core/files.ts'
import { newId } from '../../core/ids.ts'

/**
 * Takes an arrival in, durably: the raw bytes as a file, then one row for each inbox it is for, in one commit. Only when this
 * resolves may the sender be told yes. Nothing is read or decided here; that can be done again, this can't.
 * @throws NotNow when the disk or the database says no: the mail must stay with its sender.
 */
export async function takeIn(house: House, arrival: Arrival, inboxIds: readonly string[]): Promise<Received> {
  // Whose it was has been closed since it was asked: no row would be written, and the mail would be lost behind a yes.
  if (inboxIds.length === 0) throw new NotNow('The inbox of this mail is just being closed.')
  try {
    const rawSha256 = await house.files.put(arrival.raw)
    crashHere('inbound.stored')
    const { rows } = await sql`
      insert into inbound (id, raw_sha256, size, via, source_key, inbox_id, recipients, envelope_sender, peer, trust, trust_detail,
        received_at, state, next_attempt_at)
      select i.id, ${rawSha256}, ${arrival.raw.byteLength}, ${arrival.via}, ${arrival.sourceKey}, i.inbox_id, ${arrival.recipients}::text[],
        ${arrival.sender}, ${arrival.peer ? JSON.stringify(arrival.peer) : null}::jsonb, ${arrival.trust.verdict}, ${arrival.trust.detail.slice(0, 1000)},
        ${arrival.receivedAt}, 'received', ${arrival.receivedAt}
      from unnest(${inboxIds.map(() => newId())}::uuid[], ${[...inboxIds]}::uuid[]) as i (id, inbox_id)
      on conflict (source_key, inbox_id) do nothing returning id`.execute(house.db)
    crashHere('inbound.committed')
    return { taken: rows.length > 0 ? 'stored' : 'already-there' }
  } catch (error) {
    if (error instanceof NoRoom) throw new NotNow('There is no room to store mail just now.')
    const code = (error as { code?: string }).code ?? ''
    // Ours to mend, not the sender's: an unreachable or full database must never turn into a refusal.
    house.log.error({ err: error, code }, 'An arriving mail could not be stored; it stays with its sender')
    throw new NotNow('Mail can’t be stored just now.')
  }
}
