import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { fetchOutside, type OutboundOptions, OutboundRefused } from '../../core/outbound-http.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import type { Bytes } from '../../core/route.ts'
import { inVisibleInbox } from '../inboxes/visible.ts'
import { escapeAttribute } from './message-html.ts'
import { conversationRefusals } from './refusals.ts'

/** By their first bytes: what a server calls a picture may be a page. SVG is none, it can run scripts. */
const signatures: readonly (readonly [string, (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (bytes) => /^GIF8[79]a/.test(bytes.subarray(0, 6).toString('latin1'))],
  [
    'image/webp',
    (bytes) =>
      bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
  ],
]

const asAsked: OutboundOptions = {
  maxBytes: 5 * 1024 * 1024,
  timeoutMs: 8000,
  accept: 'image/png,image/jpeg,image/gif,image/webp',
}

/**
 * Fetches one picture of a mail from where it lies, because a person has asked: through the desk, so that the sender sees
 * neither the agent's address nor their browser. Only addresses that stand in that very message are fetched.
 */
export async function seeRemotePicture(
  ctx: Ctx,
  messageId: string,
  url: string,
  options: OutboundOptions = asAsked,
): Promise<Bytes> {
  const { rows } = await sql<{ html: string }>`
    select m.html from message m join conversation c on c.id = m.conversation_id
    where m.id = ${messageId} and m.withdrawn_at is null and ${inVisibleInbox(ctx, 'c.inbox_id')}`.execute(ctx.db)
  const html = rows[0]?.html
  if (!html?.includes(`data-remote-src="${escapeAttribute(url)}"`)) throw refuse(commonRefusals, 'not_found')
  try {
    const { bytes } = await fetchOutside(url, options)
    const mediaType = signatures.find(([, matches]) => matches(bytes))?.[0]
    if (!mediaType) throw new OutboundRefused('answer', 'It is no picture.')
    return { bytes, mediaType, filename: 'picture', size: bytes.length, inline: true }
  } catch (error) {
    if (error instanceof OutboundRefused)
      throw refuse(conversationRefusals, 'picture_not_fetched', { reason: error.reason })
    throw error
  }
}
