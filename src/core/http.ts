import { createHash } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Endpoint } from './contract.ts'
import { type Actor, type Ctx, contextFor, type House, inTransaction, system } from './ctx.ts'
import { NoRoom } from './files.ts'
import { newId } from './ids.ts'
import { commonRefusals, Refusal, refuse } from './refusal.ts'
import type { Asked, Bytes, Route } from './route.ts'
import { type Language, preferredLanguage } from './texts.ts'

export const apiBase = '/api/v1'

export interface HttpOptions {
  /** Who asks; null for a stranger. Throws a Refusal to say more (a token that expired, say). */
  authenticate: (house: House, request: FastifyRequest) => Promise<Actor | null>
  /** Tests hold every answer to its schema; in service that would be work for nothing. */
  checkAnswers?: boolean
  maxUploadBytes?: number
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
  }
}

/** Builds the HTTP server for all slices' routes. The caller adds pages, then listens. */
export async function createHttp(house: House, options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // Our own log tells of faults; Fastify's would log every refusal as an error.
    logger: false,
    bodyLimit: 2 * 1024 * 1024,
    genReqId: () => newId(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // Only a proxy on this machine is believed about whom it speaks for.
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
  })
  await app.register(cookie)
  await app.register(multipart, {
    limits: { files: 20, fileSize: options.maxUploadBytes ?? 25 * 1024 * 1024, fields: 20 },
  })
  // Many clients name JSON for every request, those without a body too; an empty body is no body.
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (typeof body === 'string' && body.trim() === '') done(null, undefined)
    else parseJson(request, body as string, done)
  })
  app.decorateRequest('actor', null)
  app.setErrorHandler((error, request, reply) => answerError(house, error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/')) return answerError(house, refuse(commonRefusals, 'not_found'), request, reply)
    return reply.code(404).type('text/plain; charset=utf-8').send('Not here.\n')
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    if (!reply.hasHeader('cache-control') && request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  for (const route of house.registry.routes) bind(app, house, route, options)
  return app
}

function bind(
  app: FastifyInstance,
  house: House,
  { endpoint, answer, ownTransactions }: Route,
  options: HttpOptions,
): void {
  app.route({
    method: endpoint.method,
    url: apiBase + endpoint.path,
    // Before the body is read: a stranger learns nothing about what would have been valid.
    onRequest: async (request) => {
      request.actor = await options.authenticate(house, request)
      if (endpoint.may === 'anyone') return
      if (!request.actor) throw refuse(commonRefusals, 'not_signed_in')
      if (request.actor.via === 'session') refuseForeignOrigin(house, request)
      if (!request.actor.may(endpoint.may)) throw refuse(commonRefusals, 'not_allowed', { permission: endpoint.may })
    },
    handler: async (request, reply) => {
      const asked: Asked<unknown, unknown, unknown> = {
        ...read(endpoint, request),
        ifMatch: readIfMatch(request),
        request,
        reply,
      }
      const ctx = contextFor(house, request.actor ?? strangerWithLanguage(request))
      const work = (inside: Ctx) => answer(inside, asked as Asked<never, never, never>)
      let result: unknown
      if (endpoint.method === 'GET' || ownTransactions) result = await work(ctx)
      else {
        const key = request.headers['idempotency-key']
        result =
          endpoint.method === 'POST' && typeof key === 'string' && request.actor?.id && !endpoint.answersSecret
            ? await once(ctx, request.actor.id, key, request, work)
            : await inTransaction(ctx, work)
      }
      if (endpoint.bytes) return sendBytes(reply, result as Bytes)
      if (reply.sent) return reply
      if (options.checkAnswers) check(endpoint, result)
      const version = (result as { version?: unknown } | null)?.version
      if (typeof version === 'number') reply.header('etag', `"${version}"`)
      return reply.code(endpoint.status).send(result)
    },
  })
}

/** The words of a refusal come in the asker's language even before they have signed in. */
function strangerWithLanguage(request: FastifyRequest): Actor {
  return {
    ...system,
    type: 'customer',
    name: '',
    role: 'stranger',
    seesAllInboxes: false,
    may: () => false,
    language: preferredLanguage(request.headers['accept-language']),
  }
}

/**
 * A browser sends our cookie along with other sites' requests; what changes something must come from our own pages.
 * SameSite=Lax alone leaves sibling subdomains (OWASP ASVS 5.0, V3.5).
 */
function refuseForeignOrigin(house: House, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin') return
  const origin = request.headers.origin
  if (origin && (origin === new URL(house.env.url).origin || origin === `${request.protocol}://${request.host}`)) return
  throw refuse(commonRefusals, 'not_allowed', { reason: 'foreign origin' })
}

/** Validates everything at once, so that a person mends all fields in one go. */
function read(endpoint: Endpoint, request: FastifyRequest) {
  const upload = request.isMultipart()
  const params = endpoint.params.safeParse(request.params)
  // An id that can't exist is one that does not exist.
  if (!params.success) throw refuse(commonRefusals, 'not_found')
  const query = endpoint.query.safeParse(request.query)
  const body = upload ? { success: true as const, data: undefined } : endpoint.body.safeParse(request.body)
  if (!query.success || !body.success) {
    const issues = [...(query.error?.issues ?? []), ...(body.success ? [] : body.error.issues)]
    throw refuse(commonRefusals, 'not_understood', {
      errors: issues.slice(0, 50).map((issue) => ({
        pointer: `/${issue.path.join('/')}`,
        code: issue.code,
        message: issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ').slice(0, 200)}` : issue.message,
      })),
    })
  }
  return { params: params.data, query: query.data, body: body.data }
}

function readIfMatch(request: FastifyRequest): number | null {
  const header = request.headers['if-match']
  if (!header || header === '*') return null
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1]
  // A tag that is none of ours matches nothing (RFC 9110 §13.1.1).
  return version === undefined ? -1 : Number(version)
}

/** Runs a POST once per key: the answer is kept in the transaction of the work (draft-ietf-httpapi-idempotency-key-header). */
async function once(
  ctx: Ctx,
  actorId: string,
  key: string,
  request: FastifyRequest,
  work: (ctx: Ctx) => Promise<unknown>,
): Promise<unknown> {
  if (key.length > 255)
    throw refuse(commonRefusals, 'not_understood', {
      errors: [{ pointer: '/Idempotency-Key', code: 'too_big', message: 'at most 255 characters' }],
    })
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
  return inTransaction(ctx, async (inside) => {
    const mine =
      await sql`insert into idempotency (actor_id, key, request_hash, at) values (${actorId}, ${key}, ${hash}, ${ctx.now()})
      on conflict do nothing returning true`.execute(inside.db)
    if (mine.rows.length === 0) {
      const earlier = await sql<{ request_hash: string; status: number | null; answer: unknown }>`
        select request_hash, status, answer from idempotency where actor_id = ${actorId} and key = ${key}`.execute(
        inside.db,
      )
      const row = earlier.rows[0]
      if (row?.request_hash !== hash) throw refuse(commonRefusals, 'same_key_other_request')
      if (row.status === null) throw refuse(commonRefusals, 'still_under_way')
      return row.answer
    }
    const result = await work(inside)
    await sql`update idempotency set status = 200, answer = ${JSON.stringify(result ?? null)}::jsonb
      where actor_id = ${actorId} and key = ${key}`.execute(inside.db)
    return result
  })
}

function check(endpoint: Endpoint, result: unknown): void {
  const checked = endpoint.returns.safeParse(result)
  if (!checked.success) {
    throw new Error(
      `${endpoint.method} ${endpoint.path} answered against its contract: ${z.prettifyError(checked.error)}`,
    )
  }
}

/** Types a browser may draw inside a message; everything else is a download. SVG can run scripts, so it is not among them. */
const drawable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

function sendBytes(reply: FastifyReply, file: Bytes): FastifyReply {
  const inline = file.inline === true && drawable.has(file.mediaType)
  const plain = file.filename.replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  reply
    .header('content-type', /^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType) ? file.mediaType : 'application/octet-stream')
    .header(
      'content-disposition',
      `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.filename).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    )
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, max-age=3600')
  if (file.size !== undefined) reply.header('content-length', file.size)
  return reply.send(file.bytes instanceof Uint8Array ? Buffer.from(file.bytes) : file.bytes)
}

/** RFC 9457. A refusal is named and never logged; a fault is logged once and tells only how to ask about it. */
export function answerError(house: House, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language: Language = request.actor?.language ?? preferredLanguage(request.headers['accept-language']) ?? 'en'
  const refusal = asRefusal(error)
  if (refusal) {
    if (refusal.kind.status === 503) reply.header('retry-after', '5')
    const wait = refusal.data.retryAfterSeconds
    if (typeof wait === 'number') reply.header('retry-after', String(Math.ceil(wait)))
    if (refusal.kind.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply
      .code(refusal.kind.status)
      .type('application/problem+json')
      .send({
        ...refusal.data,
        type: `about:blank#${refusal.code}`,
        title: refusal.kind.text[language],
        status: refusal.kind.status,
        code: refusal.code,
        detail: refusal.kind.text[language],
        instance: request.id,
      })
  }
  house.log.error({ err: error, requestId: request.id, route: request.routeOptions?.url }, 'A request failed')
  return reply
    .code(500)
    .type('application/problem+json')
    .send({
      type: 'about:blank',
      title: 'Something went wrong on our side.',
      status: 500,
      code: 'fault',
      detail: `Nothing you wrote is lost on your side. Tell us this number: ${request.id}`,
      instance: request.id,
    })
}

/** Faults of the framework and the database that are really refusals. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const fault = error as { statusCode?: number; code?: string; message?: string }
  if (fault.statusCode === 413 || fault.code === 'FST_REQ_FILE_TOO_LARGE') return refuse(commonRefusals, 'too_large')
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500) {
    return refuse(commonRefusals, 'not_understood', {
      errors: [{ pointer: '', code: fault.code ?? 'unreadable', message: fault.message ?? '' }],
    })
  }
  if (error instanceof NoRoom) return refuse(commonRefusals, 'not_now')
  // The database is away (connection refused, closing, starting) or the disk is full: nothing was written.
  if (fault.code && /^(ECONNREFUSED|ECONNRESET|EPIPE|08\w{3}|57P0[123]|53100|53300)$/.test(fault.code))
    return refuse(commonRefusals, 'not_now')
  // What the driver says of a connection that broke under a statement, or under the rollback after it, has no code.
  if (
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when)/.test(fault.message ?? '')
  )
    return refuse(commonRefusals, 'not_now')
  return null
}
