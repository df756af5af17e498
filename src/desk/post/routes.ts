import { sql } from 'kysely'
import { emit } from '../../core/ctx.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { route } from '../../core/route.ts'
import { postApi as api, postEvents, postRefusals } from './contract.ts'
import { fileMail } from './file-mail.ts'
import { findOriginal, findOutgoing, findQuarantined, listOutgoing, listQuarantine, showOutgoing } from './queries.ts'
import { readInbound } from './read-inbound.ts'
import { readingOf } from './reading.ts'
import { compose } from './send-outgoing.ts'
import { readAsPlainText } from './show-as-text.ts'

const asMail = { mediaType: 'message/rfc822' }

export const routes = [
  route(api.original, async (ctx, { params }) => {
    const { rawSha256, outgoing } = await findOriginal(ctx, params.id)
    if (rawSha256) return { ...asMail, bytes: ctx.house.files.stream(rawSha256), filename: `${params.id}.eml` }
    if (!outgoing) throw refuse(commonRefusals, 'not_found')
    return { ...asMail, bytes: await compose(ctx.house, outgoing), filename: `${params.id}.eml` }
  }),
  route(api.listQuarantine, (ctx, { query }) => listQuarantine(ctx, query)),
  route(api.quarantineOriginal, async (ctx, { params }) => {
    const row = await findQuarantined(ctx, params.id)
    return { ...asMail, bytes: ctx.house.files.stream(row.raw_sha256), filename: `${row.id}.eml` }
  }),
  route(api.tryAgain, async (ctx, { params }) => {
    const row = await findQuarantined(ctx, params.id)
    const read = await readInbound(ctx.house, readingOf(ctx.house), { ...row, attempts: row.attempts + 1 })
    if (read.state === 'later') throw refuse(commonRefusals, 'not_now')
    return {
      ok: read.state !== 'quarantined',
      state: read.state,
      reason: read.state === 'quarantined' ? read.reason : null,
      messageId: read.state === 'filed' ? read.messageId : null,
    }
  }),
  route(api.showAsText, async (ctx, { params }) => {
    const row = await findQuarantined(ctx, params.id)
    const raw = await ctx.house.files.get(row.raw_sha256)
    const read = readAsPlainText(raw, { from: row.from_address ?? '', subject: row.subject ?? '' })
    const filed = await fileMail(ctx, row, raw, read)
    if (filed?.state !== 'filed') throw refuse(commonRefusals, 'not_found')
    return { messageId: filed.messageId }
  }),
  route(api.listOutgoing, (ctx, { query }) => listOutgoing(ctx, query)),
  route(api.outgoingOriginal, async (ctx, { params }) => {
    const row = await findOutgoing(ctx, { id: params.id })
    if (!row) throw refuse(commonRefusals, 'not_found')
    const bytes = row.raw_sha256 ? ctx.house.files.stream(row.raw_sha256) : await compose(ctx.house, row)
    return { ...asMail, bytes, filename: `${row.id}.eml` }
  }),
  route(api.sendAgain, async (ctx, { params }) => {
    const before = await findOutgoing(ctx, { id: params.id })
    if (!before) throw refuse(commonRefusals, 'not_found')
    // `not_before` starts the five days of retries anew: a person has asked for it.
    const { rows } =
      await sql`update outgoing set state = 'queued', next_attempt_at = ${ctx.now()}, not_before = ${ctx.now()}, attempts = 0
      where id = ${params.id} and (state in ('held', 'failed') or (state = 'queued' and attempts > 0)) returning id`.execute(
        ctx.db,
      )
    if (rows.length === 0) throw refuse(postRefusals, 'nothing_to_send')
    await sql`update outgoing_recipient set state = 'waiting' where outgoing_id = ${params.id} and state in ('failed', 'deferred')`.execute(
      ctx.db,
    )
    await emit(
      ctx,
      postEvents.outgoingChanged,
      { inboxId: before.inbox_id, conversationId: before.conversation_id },
      { outgoingId: params.id, state: 'queued' },
    )
    const after = await findOutgoing(ctx, { id: params.id })
    return showOutgoing(after ?? before)
  }),
]
