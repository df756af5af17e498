import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Arrival } from '../src/channels/channel.ts'
import { contextFor, type House, inTransaction, system } from '../src/core/ctx.ts'
import { type Env, readEnv } from '../src/core/env.ts'
import { newId } from '../src/core/ids.ts'
import { silentLog } from '../src/core/log.ts'
import { cast } from '../src/demo/cast.ts'
import { actorFor } from '../src/desk/access/actor.ts'
import { addUser } from '../src/desk/access/add-user.ts'
import { createToken } from '../src/desk/access/create-token.ts'
import { addInbox } from '../src/desk/inboxes/add-inbox.ts'
import { joinInbox } from '../src/desk/inboxes/join-inbox.ts'
import { setUpDesk } from '../src/desk/inboxes/set-up-desk.ts'
import { claimInbound, readInbound } from '../src/desk/post/read-inbound.ts'
import { readingOf, stopReading } from '../src/desk/post/reading.ts'
import { takeIn } from '../src/desk/post/take-in.ts'
import { openHouse } from '../src/house.ts'
import { type RunningDesk, startDesk } from '../src/serve.ts'
import { freshDatabase } from './setup/story-database.ts'

export { cast }

export type Who = 'kari' | 'holm' | 'siv' | 'lars' | 'outsider'

export interface Answer<T = unknown> {
  status: number
  body: T
  headers: Record<string, unknown>
  raw: Buffer
}

export interface Caller {
  id: string
  token: string
  // biome-ignore lint/suspicious/noExplicitAny: stories read what they expect; the server holds answers to their contract
  get<T = any>(path: string, headers?: Record<string, string>): Promise<Answer<T>>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  post<T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  patch<T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  put<T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  delete<T = any>(path: string, headers?: Record<string, string>): Promise<Answer<T>>
}

export interface World {
  house: House
  app: FastifyInstance
  desk: RunningDesk
  /** The Danish inbox; kari, holm, siv and lars are in it. */
  inboxId: string
  /** The Norwegian inbox; kari and siv are in it. */
  otherInboxId: string
  as(who: Who): Caller
  stranger: Omit<Caller, 'id' | 'token'>
  /** The desk's clock. It stands still until it is moved; with `works` and no `now` it goes, and moving puts it forward. */
  clock: { at: Date; move(seconds: number): void }
  /** A mail that has just been accepted, and what has become of it. */
  deliver(
    raw: string | Uint8Array,
    about?: Partial<Arrival> & { inboxId?: string },
  ): Promise<Awaited<ReturnType<typeof readInbound>>>
  close(): Promise<void>
}

export interface Wishes {
  env?: Partial<Env>
  /** Run the watchers and jobs too; most stories call what they need by hand. */
  works?: boolean
  /** Listen on a free port, for browsers. */
  listen?: boolean
  now?: Date
  /** Set nothing up: the first run. */
  bare?: boolean
}

/** A desk of its own on a database of its own, with the cast at work. */
export async function openWorld(wishes: Wishes = {}): Promise<World> {
  const database = await freshDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'lofte-world-'))
  const env: Env = {
    ...readEnv({ LOFTE_DATA: dataFolder, LOFTE_SMTP_PORT: '0', PORT: '0', LOFTE_URL: 'http://desk.nordlys.example' }),
    role: wishes.works ? 'all' : 'serve',
    ...wishes.env,
  }
  let ahead = 0
  const clock = {
    at: wishes.now ?? new Date('2026-03-04T09:00:00Z'),
    move(seconds: number) {
      clock.at = new Date(clock.at.getTime() + seconds * 1000)
      ahead += seconds * 1000
    },
  }
  const now = wishes.works && !wishes.now ? () => new Date(Date.now() + ahead) : () => new Date(clock.at)
  const open = openHouse(env, database.url, 'a secret for tests only, of some length', {
    log: silentLog,
    now,
    poolSize: 6,
  })
  const desk = await startDesk(open, database.url, { listen: wishes.listen ?? false, checkAnswers: true })
  const { house } = open
  const app = desk.app as FastifyInstance
  await app.ready()
  const people = wishes.bare
    ? { inboxId: '', otherInboxId: '', callers: new Map<Who, Caller>() }
    : await bringIn(house, app)
  return {
    house,
    app,
    desk,
    inboxId: people.inboxId,
    otherInboxId: people.otherInboxId,
    clock,
    stranger: caller(app, null),
    as(who) {
      const found = people.callers.get(who)
      if (!found) throw new Error(`${who} is not in this world.`)
      return found
    },
    async deliver(raw, { inboxId = people.inboxId, ...about } = {}) {
      const arrival: Arrival = {
        raw: typeof raw === 'string' ? Buffer.from(raw.replace(/\r?\n/g, '\r\n')) : raw,
        via: 'smtp',
        sourceKey: `smtp/${newId()}`,
        recipients: [cast.support],
        sender: cast.customer.address,
        peer: null,
        trust: { verdict: 'unknown', detail: 'no DNS in tests' },
        receivedAt: house.now(),
        ...about,
      }
      await takeIn(house, arrival, [inboxId])
      const [row] = await claimInbound(house, 1)
      if (!row) throw new Error('Nothing was taken in.')
      return readInbound(house, readingOf(house), row)
    },
    async close() {
      await desk.stop()
      await stopReading(house)
      await open.database.close()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function bringIn(house: House, app: FastifyInstance) {
  const callers = new Map<Who, Caller>()
  const ids = await inTransaction(contextFor(house, system), async (ctx) => {
    const setUp = await setUpDesk(ctx, {
      organisation: cast.organisation,
      country: 'DK',
      language: 'da',
      name: cast.kari.name,
      email: cast.kari.email,
      password: 'lang nok adgangskode',
      inbox: { address: cast.support, name: cast.organisation },
    })
    const inboxId = setUp.inbox?.id ?? ''
    const other = await addInbox(ctx, { address: cast.hjelp, name: 'Nordlys Hjelp', language: 'nb' })
    const account = new Map<Who, string>([['kari', setUp.user.id]])
    for (const who of ['holm', 'siv', 'lars', 'outsider'] as const) {
      const { id } = await addUser(ctx, { ...cast[who], password: 'lang nok adgangskode' })
      account.set(who, id)
    }
    for (const who of ['kari', 'holm', 'siv', 'lars'] as const) await joinInbox(ctx, inboxId, account.get(who) ?? '')
    for (const who of ['kari', 'siv'] as const) await joinInbox(ctx, other.id, account.get(who) ?? '')
    for (const [who, id] of account) {
      const row = await ctx.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      const { token } = await createToken(
        { ...ctx, actor: actorFor(row as never, 'token') },
        { accountId: id, name: 'tests' },
      )
      callers.set(who, { ...caller(app, token), id, token })
    }
    return { inboxId, otherInboxId: other.id }
  })
  return { ...ids, callers }
}

function caller(app: FastifyInstance, token: string | null): Omit<Caller, 'id' | 'token'> {
  const ask = async <T>(
    method: InjectOptions['method'],
    path: string,
    payload: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const response = await app.inject({
      method: method as 'GET',
      url: path.startsWith('/api') || path.startsWith('/c/') ? path : `/api/v1${path}`,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(payload === undefined ? {} : { payload: payload as object }),
    })
    const isJson = /json/.test(String(response.headers['content-type'] ?? ''))
    return {
      status: response.statusCode,
      body: (isJson ? response.json() : response.body) as T,
      headers: response.headers,
      raw: response.rawPayload,
    }
  }
  return {
    get: (path, headers) => ask('GET', path, undefined, headers),
    post: (path, body, headers) => ask('POST', path, body, headers),
    patch: (path, body, headers) => ask('PATCH', path, body, headers),
    put: (path, body, headers) => ask('PUT', path, body, headers),
    delete: (path, headers) => ask('DELETE', path, undefined, headers),
  }
}
