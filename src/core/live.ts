import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Actor, House } from './ctx.ts'
import { type Cursor, endOfLog, followEvents, isCursor, type Logged, readEvents } from './events.ts'
import { answerError, apiBase, type HttpOptions } from './http.ts'
import { commonRefusals, refuse } from './refusal.ts'
import type { Wake } from './wake.ts'

/** Decides for one event who of `actors` may hear of it, from their rights as they are now. */
export type Audience = (house: House, happening: Logged, actors: readonly Actor[]) => Promise<ReadonlySet<string>>

/** Behind this many missed events a page is quicker to fetch anew than to catch up. */
const catchUpLimit = 500

/** After these a person's streams are ended; the browser asks anew, with whatever session it still has (Mattermost, CVE-2026-9162). */
const endsSessions = new Set(['session.closed', 'user.changed'])

interface Stream {
  actor: Actor
  reply: FastifyReply
  /** While it catches up, what happens meanwhile waits here: told out of order, a break in between would lose the older. */
  held: { cursor: Cursor; text: string }[] | null
}

/**
 * One stream of server-sent events per browser tab. It carries ids only; the browser fetches what it needs with its own
 * rights, and each event's rights are asked anew, so that a right withdrawn is silent at once.
 */
export function serveLive(
  app: FastifyInstance,
  house: House,
  wake: Wake,
  authenticate: HttpOptions['authenticate'],
  audience: Audience,
) {
  const streams = new Set<Stream>()
  const follower = followEvents(
    house,
    wake,
    () => endOfLog(house.db),
    async (batch) => {
      if (streams.size === 0) return
      for (const happening of batch) {
        const open = [...streams]
        const hearing = await audience(house, happening, distinct(open))
        const text = print(happening)
        for (const stream of open) {
          if (!hearing.has(stream.actor.id ?? '')) continue
          if (stream.held) stream.held.push({ cursor: happening.cursor, text })
          else stream.reply.raw.write(text)
        }
        if (endsSessions.has(happening.name)) endStreamsOf((happening.data as { userId?: string }).userId)
      }
    },
  )
  const endStreamsOf = (userId: string | undefined): void => {
    for (const stream of streams) {
      if (stream.actor.id !== userId) continue
      streams.delete(stream)
      stream.reply.raw.end()
    }
  }
  // Proxies close what is silent; the comment also tells the browser that the line is alive.
  const pulse = setInterval(() => {
    for (const stream of streams) stream.reply.raw.write(': still here\n\n')
  }, 20_000)

  app.get(`${apiBase}/live`, async (request, reply) => {
    const actor = await authenticate(house, request)
    if (!actor) return answerError(house, refuse(commonRefusals, 'not_signed_in'), request, reply)
    const asked = request.headers['last-event-id'] ?? (request.query as { after?: string }).after
    const after: Cursor | null = typeof asked === 'string' && isCursor(asked) ? asked : null
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    reply.raw.write('retry: 1000\n\n')
    const stream: Stream = { actor, reply, held: [] }
    request.raw.on('close', () => streams.delete(stream))
    streams.add(stream)
    const told = after ? await catchUp(house, stream, after, audience) : await tellPlace(house, stream, 'from')
    for (const { cursor, text } of stream.held ?? []) if (!told.has(cursor)) reply.raw.write(text)
    stream.held = null
    return reply
  })
  return {
    async stop() {
      clearInterval(pulse)
      await follower.stop()
      for (const stream of streams) stream.reply.raw.end()
    },
  }
}

/** Tells what was missed, in order. Answers which events those were. */
async function catchUp(house: House, stream: Stream, after: Cursor, audience: Audience): Promise<ReadonlySet<Cursor>> {
  const { batch: missed } = await readEvents(house.db, after, { limit: catchUpLimit + 1 })
  if (missed.length > catchUpLimit) return tellPlace(house, stream, 'anew')
  for (const happening of missed) {
    if ((await audience(house, happening, [stream.actor])).has(stream.actor.id ?? ''))
      stream.reply.raw.write(print(happening))
  }
  return new Set(missed.map(({ cursor }) => cursor))
}

/** `from`: listening starts here. `anew`: too much was missed, everything on the screen is to be fetched again. */
async function tellPlace(house: House, stream: Stream, kind: 'from' | 'anew'): Promise<ReadonlySet<Cursor>> {
  stream.reply.raw.write(`event: ${kind}\nid: ${await endOfLog(house.db)}\ndata: {}\n\n`)
  return new Set()
}

function distinct(open: Stream[]): Actor[] {
  return [...new Map(open.map(({ actor }) => [actor.id, actor])).values()]
}

function print({ cursor, id, name, at, actorId, inboxId, conversationId, customerId, data }: Logged): string {
  return `id: ${cursor}\ndata: ${JSON.stringify({ id, type: name, at, actorId, inboxId, conversationId, customerId, data })}\n\n`
}
