import { z } from 'zod'
import { bytes, endpoint, event, id, idParams, page, pageQuery } from '../../core/contract.ts'
import { refusals } from '../../core/refusal.ts'

export const quarantined = z.object({
  id,
  inboxId: id,
  /** A sentence a person understands. */
  reason: z.string(),
  code: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  subject: z.string(),
  size: z.number(),
  attempts: z.number(),
})
export type Quarantined = z.output<typeof quarantined>

export const outgoing = z.object({
  id,
  conversationId: id.nullable(),
  messageId: id.nullable(),
  inboxId: id,
  kind: z.enum(['reply', 'automatic', 'notification']),
  to: z.array(z.string()),
  subject: z.string(),
  internetMessageId: z.string(),
  state: z.enum(['held', 'waiting', 'queued', 'sending', 'sent', 'failed', 'bounced', 'cancelled']),
  detail: z.string(),
  recipients: z.array(z.object({ address: z.string(), state: z.string(), detail: z.string() })),
  attempts: z.number(),
  nextAttemptAt: z.string().nullable(),
  /** How often it may have reached them twice: we died between their server's yes and writing it down. */
  perhapsTwice: z.number(),
  at: z.string(),
  sentAt: z.string().nullable(),
})
export type Outgoing = z.output<typeof outgoing>

export const postApi = {
  original: endpoint({
    method: 'GET',
    path: '/messages/:id/original',
    may: 'conversation.read',
    summary: 'The raw message, byte for byte',
    params: idParams,
    returns: bytes,
    bytes: true,
  }),
  listQuarantine: endpoint({
    method: 'GET',
    path: '/quarantine',
    may: 'quarantine.read',
    summary: 'Mail that could not be turned into a message, newest first',
    query: z.strictObject(pageQuery),
    returns: page(quarantined),
  }),
  quarantineOriginal: endpoint({
    method: 'GET',
    path: '/quarantine/:id/original',
    may: 'quarantine.read',
    summary: 'Its raw source',
    params: idParams,
    returns: bytes,
    bytes: true,
  }),
  tryAgain: endpoint({
    method: 'POST',
    path: '/quarantine/:id/release',
    may: 'quarantine.write',
    summary: 'Try again to read it',
    params: idParams,
    returns: z.object({
      ok: z.boolean(),
      state: z.enum(['filed', 'duplicate', 'quarantined']),
      reason: z.string().nullable(),
      messageId: id.nullable(),
    }),
  }),
  showAsText: endpoint({
    method: 'POST',
    path: '/quarantine/:id/plain',
    may: 'quarantine.write',
    summary: 'File it as plain text, with its raw source attached',
    params: idParams,
    returns: z.object({ messageId: id }),
  }),
  listOutgoing: endpoint({
    method: 'GET',
    path: '/outgoing',
    may: 'outgoing.read',
    summary: 'Mail on its way out, newest first',
    query: z.strictObject({ ...pageQuery, state: outgoing.shape.state.optional() }),
    returns: page(outgoing),
  }),
  outgoingOriginal: endpoint({
    method: 'GET',
    path: '/outgoing/:id/original',
    may: 'outgoing.read',
    summary: 'The mail as it leaves',
    params: idParams,
    returns: bytes,
    bytes: true,
  }),
  sendAgain: endpoint({
    method: 'POST',
    path: '/outgoing/:id/retry',
    may: 'conversation.write',
    summary: 'Try a held or failed mail again now',
    params: idParams,
    returns: outgoing,
    refuses: ['nothing_to_send'],
  }),
}

export const postEvents = {
  quarantined: event('mail.quarantined', z.object({ inboundId: id, code: z.string() })),
  filed: event('mail.filed', z.object({ inboundId: id, messageId: id.nullable() })),
  outgoingChanged: event('outgoing.changed', z.object({ outgoingId: id, state: z.string() })),
}

export const postRefusals = refusals({
  nothing_to_send: {
    status: 409,
    text: {
      da: 'Den er allerede sendt eller på vej.',
      nb: 'Den er allerede sendt eller på vei.',
      sv: 'Det är redan skickat eller på väg.',
      en: 'It has already been sent or is on its way.',
    },
  },
})
