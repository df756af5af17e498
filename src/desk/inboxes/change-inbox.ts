import { sql } from 'kysely'
import { type Ctx, emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { type ImapInput, inboxEvents, type RelayInput } from './contract.ts'
import {
  isSameMailbox,
  mailboxBox,
  mergeImap,
  mergeRelay,
  type StoredImap,
  type StoredRelay,
  secretFor,
} from './mail-settings.ts'
import { findInboxRow, type InboxRow } from './queries.ts'
import { setMembers } from './set-members.ts'

export interface InboxChange {
  name?: string
  language?: Language
  acknowledge?: boolean
  signature?: string
  memberIds?: readonly string[]
  /** null: mail is fetched from nowhere. */
  imap?: ImapInput | null
  /** null: the desk's own SMTP_URL is used. */
  relay?: RelayInput | null
}

/**
 * Changes an inbox; what is left out stays, a mailbox's password too as long as it is for the same server and user.
 * @throws not_found, changed_meanwhile, secret_needed, not_understood when a member is nobody.
 */
export async function changeInbox(
  ctx: Ctx,
  inboxId: string,
  change: InboxChange,
  ifMatch: number | null,
): Promise<void> {
  // Locked before it is read: two changes at once would each merge into what neither of them saw.
  await sql`select from inbox where id = ${inboxId} for update`.execute(ctx.db)
  const before = await findInboxRow(ctx, inboxId)
  if (ifMatch !== null && ifMatch !== before.version) throw refuse(commonRefusals, 'changed_meanwhile')
  const { name, language, acknowledge, signature, memberIds, imap, relay } = change
  await ctx.db
    .updateTable('inbox')
    .set((build) => ({
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
      ...(acknowledge === undefined ? {} : { acknowledge }),
      ...(signature === undefined ? {} : { signature }),
      ...(imap === undefined ? {} : newImap(ctx, before, imap)),
      ...(relay === undefined ? {} : newRelay(ctx, before, relay)),
      version: build('version', '+', 1),
    }))
    .where('id', '=', inboxId)
    .execute()
  if (imap !== undefined) await forgetOtherMailbox(ctx, before, imap)
  await emit(ctx, inboxEvents.changed, { inboxId }, { fields: Object.keys(change).sort() })
  if (memberIds !== undefined) await setMembers(ctx, inboxId, memberIds)
}

function newImap(ctx: Ctx, before: InboxRow, input: ImapInput | null) {
  if (input === null) return { imap: null, imap_secret: null }
  const box = mailboxBox(ctx.house.secret)
  const settings = before.imap as StoredImap | null
  const secret = secretFor(box, input, { settings, secret: before.imap_secret })
  return {
    imap: JSON.stringify(mergeImap(settings, input)),
    imap_secret: secret === null ? null : box.seal(secret),
  }
}

function newRelay(ctx: Ctx, before: InboxRow, input: RelayInput | null) {
  if (input === null) return { relay: null, relay_secret: null }
  const box = mailboxBox(ctx.house.secret)
  const settings = before.relay as StoredRelay | null
  const secret = secretFor(box, input, { settings, secret: before.relay_secret })
  return { relay: JSON.stringify(mergeRelay(input)), relay_secret: secret === null ? null : box.seal(secret) }
}

/** Another mailbox may have the same UIDVALIDITY by chance; read on from the old one's place, its mail would be skipped. */
async function forgetOtherMailbox(ctx: Ctx, before: InboxRow, input: ImapInput | null): Promise<void> {
  const settings = before.imap as StoredImap | null
  if (input !== null && isSameMailbox(settings, mergeImap(settings, input))) return
  await ctx.db.deleteFrom('imap_cursor').where('inbox_id', '=', before.id).execute()
  await ctx.db.deleteFrom('imap_state').where('inbox_id', '=', before.id).execute()
}
