import { inTransaction } from '../../core/ctx.ts'
import { route } from '../../core/route.ts'
import { changeConversation } from './change-conversation.ts'
import { conversationsApi as api } from './contract.ts'
import { findAttachment, findMessage, listMessages } from './message-queries.ts'
import { addParticipant, removeParticipant } from './participants.ts'
import { countConversations, listConversations, listHistory, seeConversation, seeDrafts } from './queries.ts'
import { saveDraft } from './save-draft.ts'
import { seeRemotePicture } from './see-remote-picture.ts'
import { startConversation } from './start-conversation.ts'
import { readUpload, uploadAttachment } from './upload-attachment.ts'
import { withdrawMessage } from './withdraw-message.ts'
import { writeMessage } from './write-message.ts'

const done = { ok: true as const }

export const routes = [
  route(api.list, (ctx, { query }) => listConversations(ctx, query)),
  route(api.counts, (ctx) => countConversations(ctx)),
  route(api.open, async (ctx, { body }) => seeConversation(ctx, (await startConversation(ctx, body)).id)),
  route(api.see, (ctx, { params }) => seeConversation(ctx, params.id)),
  route(api.change, async (ctx, { params, body, ifMatch }) => {
    await changeConversation(ctx, params.id, body, ifMatch)
    return seeConversation(ctx, params.id)
  }),
  route(api.messages, (ctx, { params, query }) => listMessages(ctx, params.id, query)),
  route(api.history, (ctx, { params }) => listHistory(ctx, params.id)),
  route(api.write, async (ctx, { params, body }) =>
    findMessage(ctx, (await writeMessage(ctx, params.id, body)).messageId),
  ),
  route(api.withdraw, async (ctx, { params }) => ({ ...done, ...(await withdrawMessage(ctx, params.id)) })),
  route(api.addParticipant, async (ctx, { params, body }) => {
    await addParticipant(ctx, params.id, body)
    return seeConversation(ctx, params.id)
  }),
  route(api.removeParticipant, async (ctx, { params }) => {
    await removeParticipant(ctx, params.id, params.address)
    return seeConversation(ctx, params.id)
  }),
  route(api.seeRemotePicture, (ctx, { params, query }) => seeRemotePicture(ctx, params.id, query.url)),
  route(api.seeAttachment, async (ctx, { params }) => {
    const file = await findAttachment(ctx, params.id)
    return {
      bytes: ctx.house.files.stream(file.sha256),
      mediaType: file.media_type,
      filename: file.filename,
      size: file.size,
      inline: file.inline || file.content_id !== null,
    }
  }),
  {
    ...route(api.upload, async (ctx, { request }) => {
      const file = await readUpload(request)
      return inTransaction(ctx, (inside) => uploadAttachment(inside, file))
    }),
    // A file comes as fast as the line is; no connection of the database waits for it. Nor can its bytes be compared for
    // an Idempotency-Key; the same file sent twice is stored once, and the upload nobody uses is swept.
    ownTransactions: true,
  },
  route(api.seeDrafts, (ctx, { params }) => seeDrafts(ctx, params.id)),
  route(api.saveDraft, async (ctx, { params, body }) => {
    await saveDraft(ctx, params.id, body)
    return done
  }),
]
