import { commonRefusals, refuse } from '../../core/refusal.ts'
import { route } from '../../core/route.ts'
import { postApi as api } from './contract.ts'
import { fileMail } from './file-mail.ts'
import { findOriginal, findOutgoing, findQuarantined, listOutgoing, listQuarantine } from './queries.ts'
import { readInbound } from './read-inbound.ts'
import { readingOf } from './reading.ts'
import { sendAgain } from './send-again.ts'
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
  route(api.sendAgain, (ctx, { params }) => sendAgain(ctx, params.id)),
]
