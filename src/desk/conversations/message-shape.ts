import { z } from 'zod'
import { emailAddress, id, instant, line, words } from '../../core/contract.ts'
import { language } from '../access/contract.ts'

/** A message as it is read and as it is written. */

export const attachment = z.object({
  id,
  filename: z.string(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  contentId: z.string().nullable(),
  inline: z.boolean(),
  url: z.string(),
})

export const deliveryStates = ['held', 'queued', 'sent', 'failed', 'bounced'] as const

export const message = z.object({
  id,
  conversationId: id,
  kind: z.enum(['customer', 'reply', 'note', 'automatic', 'bounce', 'system']),
  author: z.object({
    type: z.enum(['customer', 'agent', 'system']),
    id: id.nullable(),
    name: z.string(),
    address: z.string().nullable(),
  }),
  subject: z.string(),
  text: z.string(),
  newText: z.string(),
  quotedText: z.string(),
  signature: z.string(),
  /** Sanitised; `cid:` pictures point at their attachment, remote ones at nothing until asked for. */
  html: z.string(),
  /** The HTML has pictures that lie elsewhere; they are fetched only when a person asks. */
  hasRemoteImages: z.boolean(),
  language: language.nullable(),
  attachments: z.array(attachment),
  to: z.array(z.object({ name: z.string(), address: z.string() })),
  cc: z.array(z.object({ name: z.string(), address: z.string() })),
  /** In words: what was odd about the mail, or how it was protected. */
  remarks: z.array(z.string()),
  /** From an address that takes no part in the conversation. */
  stranger: z.boolean(),
  senderTrust: z.enum(['verified', 'unknown', 'failed']).nullable(),
  delivery: z
    .object({
      state: z.enum(deliveryStates),
      detail: z.string(),
      /** Until then it can be taken back. */
      undoUntil: z.string().nullable(),
      sendAt: z.string().nullable(),
    })
    .nullable(),
  /** Where the raw mail lies; null for words that never were a mail. */
  originalUrl: z.string().nullable(),
  at: z.string(),
})

const body = { text: words(200_000).optional(), html: words(1_000_000).optional() }
const hasBody = (value: { text?: string; html?: string }) => Boolean(value.text?.trim() || value.html?.trim())
const needsWords = { message: 'write something: text or html', path: ['text'] }
export const address = z.strictObject({ name: line(200).optional(), email: emailAddress })

export const written = z
  .strictObject({
    kind: z.enum(['reply', 'note', 'forward']),
    ...body,
    attachmentIds: z.array(id).max(50).optional(),
    /** The last message its writer had seen; an answer based on less is stopped (409 `stale_view`). */
    basedOn: id.nullable().optional(),
    /** Not before then, and not at all if the customer writes first. */
    sendAt: instant.optional(),
    /** How long it can be taken back; requests by token have none unless they ask. */
    undoSeconds: z.number().int().min(0).max(120).optional(),
    /** Reply all, or chosen recipients; left out: the customer alone. */
    to: z.array(address).min(1).max(50).optional(),
    cc: z.array(address).max(50).optional(),
    /** For a forward: the message it passes on. */
    forwardOf: id.optional(),
  })
  .refine(hasBody, needsWords)

/** A conversation opened by hand, with its first message. */
export const started = z
  .strictObject({
    inboxId: id,
    customer: address,
    subject: line(500, 1),
    ...body,
    from: z.enum(['us', 'customer']).optional(),
    cc: z.array(address).max(50).optional(),
    attachmentIds: z.array(id).max(50).optional(),
    sendAt: instant.optional(),
    undoSeconds: z.number().int().min(0).max(120).optional(),
  })
  .refine(hasBody, needsWords)
  .refine((start) => start.from !== 'customer' || !(start.cc || start.sendAt), {
    message: 'only what we write ourselves is copied to others or sent later',
    path: ['from'],
  })

/** What post needs to send a reply; told in the transaction in which it was written. */
export interface ToSend {
  to: { name: string; address: string }[]
  cc: { name: string; address: string }[]
  undoUntil: string | null
  sendAt: string | null
  /** The message a forward passes on. */
  forwardOf: string | null
  /** The first message of a conversation that we opened. */
  first: boolean
}
