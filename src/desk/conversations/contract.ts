import { z } from 'zod'
import {
  bytes,
  done,
  emailAddress,
  endpoint,
  event,
  id,
  idParams,
  instant,
  line,
  page,
  pageQuery,
  tellingAside,
  words,
} from '../../core/contract.ts'
import { language } from '../access/contract.ts'
import { address, attachment, deliveryStates, message, started, type ToSend, written } from './message-shape.ts'

export const statuses = ['new', 'open', 'waiting', 'resolved', 'spam'] as const
export const stages = ['before', 'during', 'after'] as const
export const matters = ['question', 'problem', 'complaint', 'order', 'praise', 'check-in'] as const
export const priorities = ['low', 'normal', 'high', 'urgent'] as const
/** What a person should look at before trusting a conversation. */
export const flags = [
  'sender-failed',
  'sender-unknown',
  'stranger-wrote',
  'linked',
  'delivery-failed',
  'not-sent',
] as const

export const status = z.enum(statuses)
export type Status = z.output<typeof status>
const participant = z.object({ address: z.string(), name: z.string(), role: z.enum(['customer', 'copied']) })

export const conversation = z.object({
  id,
  number: z.number(),
  subject: z.string(),
  status,
  stage: z.enum(stages),
  matter: z.enum(matters),
  language: language.nullable(),
  priority: z.enum(priorities),
  inboxId: id,
  teamId: id.nullable(),
  assigneeId: id.nullable(),
  customer: z.object({ id, name: z.string(), addresses: z.array(z.string()) }),
  tags: z.array(z.string()),
  waitingSince: z.string().nullable(),
  nextDueAt: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  flags: z.array(z.string()),
  preview: z.string(),
  messageCount: z.number(),
  lastMessageId: id.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})
export type Conversation = z.output<typeof conversation>

const link = z.object({ id, number: z.number(), subject: z.string(), reason: z.string() })
/** One conversation, looked at: who takes part, and what it belongs with. */
export const conversationDetail = conversation.extend({ participants: z.array(participant), links: z.array(link) })
export type ConversationDetail = z.output<typeof conversationDetail>

export type Attachment = z.output<typeof attachment>
export type Message = z.output<typeof message>

const timelineEntry = z.object({
  id,
  type: z.string(),
  at: z.string(),
  actor: z.object({ type: z.string(), id: id.nullable(), name: z.string() }),
  data: z.unknown(),
})

export const conversationsApi = {
  list: endpoint({
    method: 'GET',
    path: '/conversations',
    may: 'conversation.read',
    summary: 'Conversations: all but spam unless a status is named',
    query: z.strictObject({
      ...pageQuery,
      status: words(60)
        .transform((value) => value.split(',').filter(Boolean))
        .pipe(z.array(status))
        .optional(),
      /** An account’s id, `me` or `none`. */
      assignee: z.union([z.literal('me'), z.literal('none'), id]).optional(),
      inbox: id.optional(),
      team: id.optional(),
      customer: id.optional(),
      tag: words(60, 1).optional(),
      q: words(200).optional(),
      sort: z.enum(['due', 'updated', 'created']).optional(),
    }),
    returns: page(conversation),
  }),
  counts: endpoint({
    method: 'GET',
    path: '/conversation-counts',
    may: 'conversation.read',
    summary: 'How many wait where; counted to 1,000 at most',
    returns: z.object({
      new: z.number(),
      open: z.number(),
      mine: z.number(),
      unassigned: z.number(),
      waiting: z.number(),
    }),
  }),
  open: endpoint({
    method: 'POST',
    path: '/conversations',
    may: 'conversation.write',
    summary: 'Open a conversation: an outgoing first message, or words a customer gave us',
    body: started,
    returns: conversationDetail,
    status: 201,
    refuses: ['unknown_inbox', 'unknown_attachment', 'nothing_written'],
  }),
  see: endpoint({
    method: 'GET',
    path: '/conversations/:id',
    may: 'conversation.read',
    summary: 'One conversation',
    params: idParams,
    returns: conversationDetail,
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/conversations/:id',
    may: 'conversation.write',
    summary: 'Change what a conversation is, who has it, or where it stands',
    params: idParams,
    body: z.strictObject({
      status: status.optional(),
      subject: line(500, 1).optional(),
      stage: z.enum(stages).optional(),
      matter: z.enum(matters).optional(),
      priority: z.enum(priorities).optional(),
      language: language.nullable().optional(),
      assigneeId: id.nullable().optional(),
      teamId: id.nullable().optional(),
      inboxId: id.optional(),
      tags: z.array(line(60, 1)).max(50).optional(),
      snoozedUntil: instant.nullable().optional(),
      /** Flags the person has looked at and wants gone. */
      clearFlags: z.array(z.enum(flags)).optional(),
    }),
    returns: conversationDetail,
    refuses: ['changed_meanwhile', 'unknown_assignee', 'unknown_inbox', 'unknown_team'],
  }),
  messages: endpoint({
    method: 'GET',
    path: '/conversations/:id/messages',
    may: 'conversation.read',
    summary: 'Its messages, oldest first',
    params: idParams,
    query: z.strictObject(pageQuery),
    returns: page(message),
  }),
  history: endpoint({
    method: 'GET',
    path: '/conversations/:id/history',
    may: 'conversation.read',
    summary: 'Who did what when, from the event log, oldest first',
    params: idParams,
    returns: page(timelineEntry),
  }),
  write: endpoint({
    method: 'POST',
    path: '/conversations/:id/messages',
    may: 'note.write',
    summary: 'Reply to the customer, forward a message, or note something for ourselves',
    params: idParams,
    body: written,
    returns: message,
    status: 201,
    refuses: [
      'stale_view',
      'unknown_attachment',
      'spam_is_not_answered',
      'forward_needs_recipient',
      'nobody_to_write_to',
      'nothing_written',
      'unknown_message',
    ],
  }),
  withdraw: endpoint({
    method: 'DELETE',
    path: '/messages/:id',
    may: 'conversation.write',
    summary: 'Take a message back while it waits: it does not leave',
    params: idParams,
    returns: z.object({ ok: z.literal(true), text: z.string(), html: z.string(), attachmentIds: z.array(id) }),
    refuses: ['already_left'],
  }),
  addParticipant: endpoint({
    method: 'POST',
    path: '/conversations/:id/participants',
    may: 'conversation.write',
    summary:
      'Let an address take part from now on: it can be copied in and is no stranger; it gets nothing from before',
    params: idParams,
    body: address,
    returns: conversationDetail,
    status: 201,
  }),
  removeParticipant: endpoint({
    method: 'DELETE',
    path: '/conversations/:id/participants/:address',
    may: 'conversation.write',
    summary: 'An address takes part no longer',
    params: z.strictObject({ id, address: emailAddress }),
    returns: conversationDetail,
    refuses: ['customer_stays'],
  }),
  seeRemotePicture: endpoint({
    method: 'GET',
    path: '/messages/:id/picture',
    may: 'conversation.read',
    summary: 'A picture of a mail from where it lies, fetched by the desk because a person has asked',
    params: idParams,
    query: z.strictObject({ url: words(4000, 1) }),
    returns: bytes,
    bytes: true,
    refuses: ['picture_not_fetched'],
  }),
  seeAttachment: endpoint({
    method: 'GET',
    path: '/attachments/:id',
    may: 'conversation.read',
    summary: 'An attachment’s bytes, always as a download',
    params: idParams,
    returns: bytes,
    bytes: true,
  }),
  upload: endpoint({
    method: 'POST',
    path: '/attachments',
    may: 'note.write',
    summary: 'Upload a file (multipart/form-data, field `file`) to attach to a message',
    returns: attachment,
    status: 201,
    refuses: ['no_file'],
  }),
  seeDrafts: endpoint({
    method: 'GET',
    path: '/conversations/:id/drafts',
    may: 'note.write',
    summary: 'What I have begun to write here',
    params: idParams,
    returns: z.object({ reply: z.string().nullable(), note: z.string().nullable() }),
  }),
  saveDraft: endpoint({
    method: 'PUT',
    path: '/conversations/:id/drafts',
    may: 'note.write',
    summary: 'Keep what I have begun to write; empty text forgets it',
    params: idParams,
    body: z.strictObject({ kind: z.enum(['reply', 'note']), text: words(200_000) }),
    returns: done,
  }),
}

export const conversationEvents = {
  opened: event('conversation.opened', z.object({ number: z.number() })),
  changed: event('conversation.changed', z.object({ changes: z.record(z.string(), z.unknown()) })),
  received: event('message.received', z.object({ messageId: id, kind: z.string(), stranger: z.boolean() })),
  written: tellingAside<ToSend | null>()(
    event('message.written', z.object({ messageId: id, kind: z.enum(['reply', 'note', 'forward']) })),
  ),
  withdrawn: event('message.withdrawn', z.object({ messageId: id })),
  delivered: event('message.delivery-changed', z.object({ messageId: id, state: z.enum(deliveryStates) })),
  participantAdded: event('participant.added', z.object({})),
  participantRemoved: event('participant.removed', z.object({})),
}
