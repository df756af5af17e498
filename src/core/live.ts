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
        for (const stream of open) if (hearing.has(stream.actor.id ?? '')) stream.reply.raw.write(text)
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
    const stream: Stream = { actor, reply }
    request.raw.on('close', () => streams.delete(stream))
    // Joined first, caught up second: an event between the two comes twice rather than never; the browser drops it by id.
    streams.add(stream)
    if (after) await catchUp(house, stream, after, audience)
    else reply.raw.write(`event: from\nid: ${await endOfLog(house.db)}\ndata: {}\n\n`)
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

async function catchUp(house: House, stream: Stream, after: Cursor, audience: Audience): Promise<void> {
  const missed = await readEvents(house.db, after, { limit: catchUpLimit + 1 })
  if (missed.length > catchUpLimit) {
    stream.reply.raw.write(`event: anew\nid: ${await endOfLog(house.db)}\ndata: {}\n\n`)
    return
  }
  for (const happening of missed) {
    if ((await audience(house, happening, [stream.actor])).has(stream.actor.id ?? ''))
      stream.reply.raw.write(print(happening))
  }
}

function distinct(open: Stream[]): Actor[] {
  return [...new Map(open.map(({ actor }) => [actor.id, actor])).values()]
}

function print({ cursor, id, name, at, actorId, inboxId, conversationId, customerId, data }: Logged): string {
  return `id: ${cursor}\ndata: ${JSON.stringify({ id, type: name, at, actorId, inboxId, conversationId, customerId, data })}\n\n`
}
