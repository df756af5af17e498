import { type Ctx, emit } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { refuse } from '../../core/refusal.ts'
import type { Language } from '../../core/texts.ts'
import { deskIfSetUp } from '../team/queries.ts'
import { type ImapInput, inboxEvents, inboxRefusals, type RelayInput } from './contract.ts'
import { mailboxBox, mergeImap, mergeRelay, secretFor } from './mail-settings.ts'
import type { InboxRow } from './queries.ts'
import { setMembers } from './set-members.ts'

export interface NewInbox {
  address: string
  name: string
  language?: Language
  acknowledge?: boolean
  signature?: string
  memberIds?: readonly string[]
  imap?: ImapInput | null
  relay?: RelayInput | null
}

const none = { settings: null, secret: null }

/**
 * Adds an inbox, in the desk's language unless another is given; it acknowledges mail unless told not to.
 * @throws inbox_address_taken, secret_needed, not_understood when a member is nobody.
 */
export async function addInbox(ctx: Ctx, wanted: NewInbox): Promise<InboxRow> {
  const box = mailboxBox(ctx.house.secret)
  const { imap, relay } = wanted
  const imapSecret = imap ? secretFor(box, imap, none) : null
  const relaySecret = relay ? secretFor(box, relay, none) : null
  const row = await ctx.db
    .insertInto('inbox')
    .values({
      id: newId(),
      name: wanted.name,
      address: wanted.address.toLowerCase(),
      language: wanted.language ?? (await deskIfSetUp(ctx))?.language ?? 'en',
      acknowledge: wanted.acknowledge ?? true,
      signature: wanted.signature ?? '',
      imap: imap ? JSON.stringify(mergeImap(null, imap)) : null,
      imap_secret: imapSecret === null ? null : box.seal(imapSecret),
      relay: relay ? JSON.stringify(mergeRelay(relay)) : null,
      relay_secret: relaySecret === null ? null : box.seal(relaySecret),
      created_at: ctx.now(),
    })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse(inboxRefusals, 'inbox_address_taken')
  await emit(ctx, inboxEvents.added, { inboxId: row.id }, {})
  if (wanted.memberIds?.length) await setMembers(ctx, row.id, wanted.memberIds)
  return row
}
