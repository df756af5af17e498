import type { FolderCursors } from '../../channels/email/wire/take-folder.ts'
import type { Ctx } from '../../core/ctx.ts'

/** How far each folder of an inbox's account has been read, kept in the database. */
export function imapCursors(ctx: Ctx, inboxId: string): FolderCursors {
  return {
    async load(folder) {
      const row = await ctx.db
        .selectFrom('imap_cursor')
        .select(['uid_validity', 'last_uid'])
        .where('inbox_id', '=', inboxId)
        .where('folder', '=', folder)
        .executeTakeFirst()
      return row ? { uidValidity: String(row.uid_validity), lastUid: row.last_uid } : null
    },
    async save(folder, { uidValidity, lastUid }) {
      const place = { uid_validity: Number(uidValidity), last_uid: lastUid }
      await ctx.db
        .insertInto('imap_cursor')
        .values({ inbox_id: inboxId, folder, ...place })
        .onConflict((conflict) => conflict.columns(['inbox_id', 'folder']).doUpdateSet(place))
        .execute()
    },
  }
}
