import type { Ctx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import type { Attachment } from './contract.ts'
import { showAttachment } from './message-queries.ts'

/** What could end a header field, turn a name round, or lead out of a folder. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/g

/** Keeps a file for a message that is being written; it is its uploader's alone until then, and swept after a day. */
export async function uploadAttachment(
  ctx: Ctx,
  file: { bytes: Uint8Array; filename: string; mediaType: string },
): Promise<Attachment> {
  const sha256 = await ctx.house.files.put(file.bytes)
  const row = {
    id: newId(),
    filename: file.filename.replace(invisible, '').replace(/^\.+/, '').slice(0, 200).toWellFormed() || 'file',
    media_type: /^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType) ? file.mediaType.toLowerCase() : 'application/octet-stream',
    size: file.bytes.length,
    sha256,
    content_id: null,
    inline: false,
  }
  await ctx.db
    .insertInto('attachment')
    .values({ ...row, account_id: ctx.actor.id, created_at: ctx.now() })
    .execute()
  return showAttachment(row)
}
