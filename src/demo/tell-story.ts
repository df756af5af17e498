import { sql } from 'kysely'
import { contextFor, type House, inTransaction, system } from '../core/ctx.ts'
import { newId } from '../core/ids.ts'
import { changeConversation } from '../desk/conversations/change-conversation.ts'
import { saveDraft } from '../desk/conversations/save-draft.ts'
import { uploadAttachment } from '../desk/conversations/upload-attachment.ts'
import { writeMessage } from '../desk/conversations/write-message.ts'
import type { ComposedFrom } from '../desk/post/queue-mail.ts'
import { claimInbound, type Read, readInbound } from '../desk/post/read-inbound.ts'
import { readingOf, stopReading } from '../desk/post/reading.ts'
import { createRelays } from '../desk/post/relays.ts'
import { claimOutgoing, sendOutgoing } from '../desk/post/send-outgoing.ts'
import { takeIn } from '../desk/post/take-in.ts'
import type { Chapter, Step } from './chapter.ts'
import type { Desk } from './found-desk.ts'
import { instantOf } from './when.ts'
import { type Answered, writeBounce, writeMail } from './write-mail.ts'

export interface Told {
  conversations: number
  /** What became of each mail, in the order in which they came. */
  mails: Read[]
}

interface Scene {
  chapter: Chapter
  step: Step
  at: Date
}

/**
 * Tells the story: each mail comes in and each answer goes out through the desk's own pipeline and commands, at its own time.
 * @param house its clock is set by `setClock`; its SMTP_URL is a trap
 */
export async function tellStory(
  house: House,
  desk: Desk,
  story: readonly Chapter[],
  { now, timeZone, setClock }: { now: Date; timeZone: string; setClock(at: Date): void },
): Promise<Told> {
  const relays = createRelays(house)
  const conversationOf = new Map<Chapter, string>()
  const mails: Read[] = []
  const scenes = story
    .flatMap((chapter) =>
      chapter.steps.map((step): Scene => ({ chapter, step, at: instantOf(step.at, now, timeZone) })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())

  const sendDue = async () => {
    for (;;) {
      const due = await claimOutgoing(house, 10)
      if (due.length === 0) return
      for (const row of due) await sendOutgoing(house, relays, row)
    }
  }
  const deliver = async (
    scene: Scene,
    raw: Uint8Array,
    about: { sender: string; recipient: string; trust: 'verified' | 'unknown' | 'failed' },
  ) => {
    const inbox = desk.inboxes[scene.chapter.inbox]
    await takeIn(
      house,
      {
        raw,
        via: 'smtp',
        sourceKey: `story/${newId()}`,
        recipients: [about.recipient],
        sender: about.sender,
        peer: { address: '192.0.2.25', helo: 'mx.kunde.example', encrypted: true },
        trust: { verdict: about.trust, detail: 'as the story has it' },
        receivedAt: scene.at,
      },
      [inbox.id],
    )
    for (const row of await claimInbound(house, 10)) {
      const read = await readInbound(house, readingOf(house), row)
      mails.push(read)
      if (read.state === 'filed' && !conversationOf.has(scene.chapter))
        conversationOf.set(scene.chapter, read.conversationId)
    }
  }
  const play = async (scene: Scene, nth: number): Promise<void> => {
    const { chapter, step, at } = scene
    const inbox = desk.inboxes[chapter.inbox]
    const conversationId = conversationOf.get(chapter)
    if (step.kind === 'unreadable')
      return deliver(scene, step.raw, { sender: chapter.customer.address, recipient: inbox.address, trust: 'unknown' })
    if (step.kind === 'mail') {
      const from = step.from ?? chapter.customer
      const answers = conversationId && !step.unrelated ? await lastAnswer(house, conversationId) : null
      const { text, automatic = false, headers = {}, enclosures = [], trust = 'verified' } = step
      const mail = {
        nth,
        from,
        to: { name: inbox.name, address: inbox.address },
        subject: step.subject ?? chapter.subject,
        text,
        date: at,
      }
      const raw = await writeMail({
        ...mail,
        language: inbox.language,
        timeZone,
        answers,
        automatic,
        headers,
        enclosures,
      })
      return deliver(scene, raw, {
        sender: automatic ? '' : from.address,
        recipient: answers?.replyTo ?? inbox.address,
        trust,
      })
    }
    if (!conversationId) throw new Error(`"${chapter.subject}" has nothing to answer yet.`)
    if (step.kind === 'bounce') {
      const answered = await lastAnswer(house, conversationId)
      if (!answered) throw new Error(`"${chapter.subject}" has no mail to return.`)
      const bounce = {
        nth,
        answered,
        recipient: chapter.customer.address,
        to: answered.replyTo,
        words: step.words,
        date: at,
      }
      return deliver(scene, writeBounce(bounce), { sender: '', recipient: answered.replyTo, trust: 'unknown' })
    }
    await act(house, desk, conversationId, step, now)
  }

  try {
    for (const [nth, scene] of scenes.entries()) {
      setClock(scene.at)
      await play(scene, nth)
      await sendDue()
    }
    setClock(now)
    return { conversations: new Set(conversationOf.values()).size, mails }
  } finally {
    await relays.close()
    await stopReading(house)
  }
}

/** What somebody of the desk does, with the command that their click would have called. */
async function act(
  house: House,
  desk: Desk,
  conversationId: string,
  step: Exclude<Step, { kind: 'mail' | 'bounce' | 'unreadable' }>,
  now: Date,
): Promise<void> {
  const held = step.kind === 'reply' && step.held
  const theirs = held ? { ...house, env: { ...house.env, smtpUrl: null } } : house
  await inTransaction(contextFor(theirs, desk.people[step.by]), async (ctx) => {
    if (step.kind === 'change') {
      const assigneeId = step.assignTo ? desk.people[step.assignTo].id : undefined
      return changeConversation(ctx, conversationId, { ...step.to, ...(assigneeId ? { assigneeId } : {}) }, null)
    }
    if (step.kind === 'draft') return saveDraft(ctx, conversationId, { kind: 'reply', text: step.text })
    if (step.kind === 'note') return void (await writeMessage(ctx, conversationId, { kind: 'note', text: step.text }))
    if (step.kind === 'forward') {
      const { rows } = await sql<{
        id: string
      }>`select id from message where conversation_id = ${conversationId} and kind = 'customer'
        order by at desc limit 1`.execute(ctx.db)
      const to = [{ name: step.to.name, email: step.to.address }]
      return void (await writeMessage(ctx, conversationId, {
        kind: 'forward',
        text: step.text,
        to,
        forwardOf: rows[0]?.id,
      }))
    }
    const attachmentIds: string[] = []
    for (const { filename, mediaType, content } of step.enclosures ?? []) {
      attachmentIds.push((await uploadAttachment(ctx, { bytes: content, filename, mediaType })).id)
    }
    const sendAt = step.sendInMinutes ? new Date(now.getTime() + step.sendInMinutes * 60_000).toISOString() : undefined
    await writeMessage(ctx, conversationId, {
      kind: 'reply',
      text: step.text,
      attachmentIds,
      ...(sendAt ? { sendAt } : {}),
    })
  })
}

/** The last mail of ours that a person wrote in a conversation, as its reader has it. */
async function lastAnswer(house: House, conversationId: string): Promise<(Answered & { replyTo: string }) | null> {
  const { db } = contextFor(house, system)
  const row = await db
    .selectFrom('outgoing')
    .select(['internet_message_id', 'composed_from', 'created_at'])
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'reply')
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const { subject, text, from, replyTo } = row.composed_from as unknown as ComposedFrom
  return {
    messageId: row.internet_message_id,
    subject,
    text,
    from,
    date: row.created_at,
    replyTo: replyTo?.address ?? from.address,
  }
}
