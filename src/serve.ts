import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { House } from './core/ctx.ts'
import { runReactions } from './core/events.ts'
import { apiBase, createHttp } from './core/http.ts'
import { startJobs } from './core/jobs.ts'
import { serveLive } from './core/live.ts'
import { openApi } from './core/openapi.ts'
import { startWake, type Wake } from './core/wake.ts'
import { authenticate } from './desk/access/authenticate.ts'
import { mayHear } from './desk/inboxes/may-hear.ts'
import type { OpenHouse } from './house.ts'

const webFolder = join(import.meta.dirname, '../dist/web/agent')
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string
}

/**
 * The app's pages run only scripts of ours. Styles may be inline because the component library places floating parts so;
 * pictures come from us or are data, and nothing may frame us.
 */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export interface RunningDesk {
  /** Where HTTP answers; null in a process that only works. */
  url: string | null
  app: FastifyInstance | null
  wake: Wake
  stop(): Promise<void>
}

/**
 * Opens the desk in this process: HTTP, live streams and front doors (`serve`), reactions, jobs and watchers (`worker`), or
 * both. Stopping goes the other way round: first nothing new is taken in, then what is in hand is finished.
 */
export async function startDesk(
  { house, database }: OpenHouse,
  databaseUrl: string,
  { listen = true, checkAnswers = false }: { listen?: boolean; checkAnswers?: boolean } = {},
): Promise<RunningDesk> {
  const { role, host, port } = house.env
  const wake = await startWake(databaseUrl, house.processId, house.log)
  const running = { house, wake, databaseUrl }
  const stops: (() => Promise<void>)[] = [() => wake.close()]
  let ready = false
  let app: FastifyInstance | null = null
  let url: string | null = null
  try {
    if (role !== 'serve') {
      const jobs = await startJobs(house, database.pool)
      stops.push(() => jobs.stop())
      const reactions = runReactions(house, wake)
      stops.push(() => reactions.stop())
      for (const slice of house.registry.slices) if (slice.works) stops.push(await slice.works(running))
    }
    if (role !== 'worker') {
      app = await createApp(house, () => ready, checkAnswers)
      const http = app
      const live = serveLive(http, house, wake, authenticate, mayHear)
      stops.push(async () => {
        await live.stop()
        await http.close()
      })
      if (listen) {
        await http.listen({ host, port })
        // Port 0 takes a free one; then only the listener knows which.
        url = port === 0 ? `http://${host}:${(http.server.address() as AddressInfo).port}` : house.env.url
      }
      for (const slice of house.registry.slices) if (slice.serves) stops.push(await slice.serves(running))
    }
    ready = true
  } catch (error) {
    for (const stop of stops.reverse())
      await stop().catch((fault: Error) => house.log.warn({ err: fault }, 'Stopping after a failed start'))
    throw error
  }
  return {
    url,
    app,
    wake,
    async stop() {
      ready = false
      for (const stop of stops.reverse()) await stop()
    },
  }
}

async function createApp(house: House, isReady: () => boolean, checkAnswers: boolean): Promise<FastifyInstance> {
  const app = await createHttp(house, { authenticate, checkAnswers })
  const document = openApi(house.registry.endpoints, { version, url: house.env.url })
  app.get('/api/openapi.json', async () => document)
  for (const base of ['', apiBase]) {
    app.get(`${base}/health/live`, async () => ({ ok: true }))
    app.get(`${base}/health/ready`, async (_, reply) => {
      const answers = await sql`select 1`.execute(house.db).then(
        () => true,
        () => false,
      )
      return reply.code(isReady() && answers ? 200 : 503).send({ ok: isReady() && answers })
    })
  }
  for (const slice of house.registry.slices) slice.pages?.(app, house)
  await servePages(app)
  return app
}

/** The agent's app: one page for all of its places, hashed files that may be kept for ever. */
async function servePages(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: webFolder,
    index: false,
    wildcard: false,
    setHeaders: (reply, path) =>
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  const page = async (
    _: unknown,
    reply: { header(name: string, value: string): unknown; type(type: string): { send(body: Buffer): unknown } },
  ) => {
    reply.header('content-security-policy', pagePolicy)
    reply.header('cache-control', 'no-cache')
    return reply.type('text/html; charset=utf-8').send(readFileSync(join(webFolder, 'index.html')))
  }
  for (const place of [
    '/',
    '/conversations/:id',
    '/outgoing',
    '/quarantine',
    '/settings',
    '/settings/*',
    '/sign-in',
    '/setup',
    '/views/*',
  ])
    app.get(place, page)
}
