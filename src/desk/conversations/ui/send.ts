import type { QueryClient } from '@tanstack/react-query'
import { call, Refused } from '../../../web/kit/call.ts'
import { now } from '../../../web/kit/clock.ts'
import { languageNow, sayFrom } from '../../../web/kit/texts.ts'
import { timeWords } from '../../../web/kit/time-words.ts'
import { toast, toastRefusal } from '../../../web/kit/toast.tsx'
import { type ConversationDetail, conversationsApi, type Message } from '../contract.ts'
import { asks, dropMessage, notYetId, patchConversation, putMessage } from './answers.ts'
import { endDraft, writeDraft } from './drafts.ts'
import { customerOf } from './recipients.ts'
import { texts } from './texts.ts'
import { addFiles } from './uploads.ts'
import { changeWriting, emptyWriting, type Newer, type Writing, writingOf } from './writing.ts'

export interface Sending {
  client: QueryClient
  conversation: ConversationDetail
  me: { id: string; name: string }
  /** The last message its writer has had on screen. */
  basedOn: string | null
  resolve: boolean
}

/**
 * Sends what is being written. It stands among the messages at once and the field is empty; if the desk refuses, it is taken
 * out again, the words are back in the field and the reason stands above them.
 */
export async function sendWriting(sending: Sending): Promise<void> {
  const { client, conversation, basedOn, resolve } = sending
  const { id } = conversation
  const written = writingOf(id)
  const { mode } = written
  const shown = messageNotYet(sending, written)
  void client.cancelQueries({ queryKey: asks.messages(id).queryKey })
  putMessage(client, shown)
  const left = { ...written.texts, [mode]: '' }
  // A reply begun before a note was written stands there again.
  const other = (['reply', 'note'] as const).find((each) => left[each].trim() !== '')
  changeWriting(id, {
    ...emptyWriting,
    texts: left,
    open: other !== undefined,
    mode: other ?? 'reply',
    cc: mode === 'note' ? written.cc : [],
  })
  const putBack = mode === 'reply' ? patchConversation(client, id, standing(sending)) : () => undefined
  try {
    await endDraft(id, mode)
    const message = await call(conversationsApi.write, { params: { id }, body: bodyOf(written, basedOn) })
    putMessage(client, message, shown.id)
    if (mode !== 'note') tellSent(sending, written, message)
  } catch (error) {
    dropMessage(client, id, shown.id)
    putBack()
    if (!(error instanceof Refused)) throw error
    bringBack(sending, written)
    if (error.code === 'stale_view') {
      const { newer, lastMessageId } = error.data as { newer?: Newer[]; lastMessageId?: string | null }
      changeWriting(id, { stale: { newer: newer ?? [], lastMessageId: lastMessageId ?? null, resolve } })
    } else changeWriting(id, { refusal: error.title })
    return
  }
  if (resolve) await call(conversationsApi.change, { params: { id }, body: { status: 'resolved' } }).catch(toastRefusal)
}

const standing = ({ resolve, conversation, me }: Sending) => ({
  status: resolve ? ('resolved' as const) : ('waiting' as const),
  waitingSince: null,
  assigneeId: conversation.assigneeId ?? me.id,
})

function bodyOf(written: Writing, basedOn: string | null) {
  const { mode, texts: all, to, cc, uploads, sendAt, forwardOf } = written
  const leaves = mode !== 'note'
  const addresses = (list: readonly string[]) => list.map((email) => ({ email }))
  return {
    kind: mode,
    text: all[mode],
    basedOn,
    ...(uploads.length > 0 ? { attachmentIds: uploads.flatMap(({ id }) => id ?? []) } : {}),
    ...(leaves && cc.length > 0 ? { cc: addresses(cc) } : {}),
    ...(mode === 'forward' ? { to: addresses(to), ...(forwardOf ? { forwardOf } : {}) } : {}),
    ...(leaves && sendAt ? { sendAt } : {}),
  }
}

function messageNotYet({ conversation, me }: Sending, written: Writing): Message {
  const { mode, texts: all, to, cc, uploads, sendAt } = written
  const text = all[mode]
  const named = (list: readonly string[]) => list.map((address) => ({ name: '', address }))
  const at = new Date(now()).toISOString()
  return {
    id: notYetId(at),
    conversationId: conversation.id,
    kind: mode === 'note' ? 'note' : 'reply',
    author: { type: 'agent', id: me.id, name: me.name, address: null },
    subject: conversation.subject,
    text,
    newText: text,
    quotedText: '',
    signature: '',
    html: '',
    hasRemoteImages: false,
    language: null,
    attachments: uploads.map(({ key, file }) => ({
      id: key,
      filename: file.name,
      mediaType: file.type,
      size: file.size,
      sha256: '',
      contentId: null,
      inline: false,
      url: '',
    })),
    to: mode === 'note' ? [] : mode === 'forward' ? named(to) : [customerOf(conversation)],
    cc: mode === 'note' ? [] : named(cc),
    remarks: [],
    stranger: false,
    senderTrust: null,
    delivery: mode === 'note' ? null : { state: 'queued', detail: '', undoUntil: null, sendAt },
    originalUrl: null,
    at,
  }
}

function tellSent(sending: Sending, written: Writing, message: Message): void {
  const t = sayFrom(texts)
  const words = written.sendAt
    ? t('laterToast', { time: timeWords(Date.parse(written.sendAt), now(), languageNow(), '') })
    : t(sending.resolve ? 'sentResolvedToast' : 'sentToast')
  const until = message.delivery?.undoUntil
  const seconds = written.sendAt ? 10 : until ? Math.max(0, (Date.parse(until) - now()) / 1000) : 0
  toast(words, seconds > 0 ? { seconds, undo: () => void takeBack(sending, message, written) } : {})
}

/** Takes a message back that has not left: it is gone from the conversation and its words are in the field again. */
export async function takeBack(
  { client, conversation, me, resolve }: Omit<Sending, 'basedOn'>,
  message: Message,
  written?: Writing,
): Promise<void> {
  try {
    const { text } = await call(conversationsApi.withdraw, { params: { id: message.id } })
    dropMessage(client, conversation.id, message.id)
    bringBack({ conversation, me }, written ?? { ...emptyWriting, texts: { ...emptyWriting.texts, reply: text } })
    if (resolve) {
      const { status } = conversation
      await call(conversationsApi.change, { params: { id: conversation.id }, body: { status } })
    }
    void client.invalidateQueries({ queryKey: asks.see(conversation.id).queryKey })
    toast(sayFrom(texts)('takenBack'))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    toastRefusal(error)
  }
}

/** The words stand in the field again, before whatever has been begun there since. */
function bringBack({ conversation: { id }, me }: Pick<Sending, 'conversation' | 'me'>, written: Writing): void {
  const { mode } = written
  const begun = writingOf(id).texts[mode]
  const text = begun.trim() ? `${written.texts[mode]}\n\n${begun}` : written.texts[mode]
  changeWriting(id, { ...written, open: true, uploads: [], texts: { ...writingOf(id).texts, [mode]: text } })
  writeDraft(id, mode, text, me.id)
  // An uploaded file belongs to the message it went with; the field gets it anew.
  addFiles(
    id,
    written.uploads.map(({ file }) => file),
  )
}
