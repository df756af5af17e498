import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { freshDatabase } from '../../../tests/setup/story-database.ts'
import { type Actor, type Ctx, contextFor, type House, inTransaction, system } from '../../core/ctx.ts'
import { openDatabase } from '../../core/db.ts'
import { readEnv } from '../../core/env.ts'
import { openFiles } from '../../core/files.ts'
import { createHttp } from '../../core/http.ts'
import { silentLog } from '../../core/log.ts'
import { register, type Slice } from '../../core/slice.ts'
import { actorFor } from './actor.ts'
import { addUser } from './add-user.ts'
import { authenticate } from './authenticate.ts'
import { createToken } from './create-token.ts'
import { roles } from './roles.ts'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers as a client would, without types
  body: any
  headers: Record<string, unknown>
  /** The session cookie set, as a Cookie header. */
  cookie: string
}

export type Call = (
  method: InjectOptions['method'],
  path: string,
  more?: { body?: unknown; headers?: Record<string, string>; remoteAddress?: string },
) => Promise<Answer>

/** What everybody's password is. */
export const password = 'nordlys og havblik'

/**
 * A desk with these slices on a database of its own, with one person of each role, who asks with a token:
 * `desk.as('agent')('GET', '/users')`. The clock stands still until it is moved.
 */
export async function openDesk(slices: readonly Slice[], settings: Record<string, string> = {}) {
  const database = await freshDatabase()
  const pool = openDatabase(database.url, { size: 4 })
  const clock = { now: new Date('2026-03-02T08:00:00Z') }
  const house: House = {
    env: readEnv({ LOFTE_URL: 'http://desk.example', ...settings }),
    db: pool.db,
    files: openFiles(join(tmpdir(), 'lofte-no-files')),
    log: silentLog,
    secret: 'the secret of a desk in tests',
    registry: register(slices),
    now: () => new Date(clock.now),
    processId: randomUUID(),
  }
  const app = await createHttp(house, { authenticate, checkAnswers: true })
  const ctx = contextFor(house, system)
  const people = new Map<string, { id: string; actor: Actor; call: Call }>()
  for (const role of roles) {
    const row = await inTransaction(ctx, (inside) =>
      addUser(inside, { email: `${role}@desk.example`, name: `The ${role}`, role, password }),
    )
    const { token } = await inTransaction(ctx, (inside) => createToken(inside, { accountId: row.id, name: 'tests' }))
    const call = caller(app, { authorization: `Bearer ${token}` })
    people.set(role, { id: row.id, actor: actorFor(row), call })
  }
  const person = (role: string) => {
    const found = people.get(role)
    if (!found) throw new Error(`There is no ${role} at this desk.`)
    return found
  }
  return {
    house,
    app,
    clock,
    ctx: ctx as Ctx,
    person,
    as: (role: string): Call => person(role).call,
    stranger: caller(app, {}),
    /** A browser of our own pages, with a cookie from signing in. */
    browser: (cookie: string): Call => caller(app, { cookie, 'sec-fetch-site': 'same-origin' }),
    async close() {
      await app.close()
      await pool.close()
      await database.drop()
    },
  }
}

export type OpenDesk = Awaited<ReturnType<typeof openDesk>>

function caller(app: FastifyInstance, own: Record<string, string>): Call {
  return async (method, path, { body, headers = {}, remoteAddress } = {}) => {
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...own, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    })
    const [set = ''] = [response.headers['set-cookie'] ?? ''].flat()
    return {
      status: response.statusCode,
      body: response.json(),
      headers: response.headers,
      cookie: set.split(';')[0] ?? '',
    }
  }
}
