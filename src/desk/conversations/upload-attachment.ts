import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { refuse } from '../../core/refusal.ts'
import type { Attachment } from './contract.ts'
import { showAttachment } from './message-queries.ts'
import { conversationRefusals } from './refusals.ts'

/** What could end a header field, turn a name round, or lead out of a folder. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/g

interface Upload {
  bytes: Uint8Array
  filename: string
  mediaType: string
}

/** The file in a multipart request. One that breaks off or is no multipart at all holds none: the parser's own faults have no status. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  try {
    const part = request.isMultipart() ? await request.file() : undefined
    if (part) return { bytes: await part.toBuffer(), filename: part.filename ?? '', mediaType: part.mimetype }
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode || !/form|multipart|part/i.test((error as Error).message))
      throw error
  }
  throw refuse(conversationRefusals, 'no_file')
}

/** Keeps a file for a message that is being written; it is its uploader's alone until then, and swept after a day. */
export async function uploadAttachment(ctx: Ctx, file: Upload): Promise<Attachment> {
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
