import type { FastifyInstance, InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { expect, vi } from 'vitest'
import { openWorld } from '../../../tests/world.ts'
import { type Actor, type Ctx, contextFor, inTransaction, system } from '../../core/ctx.ts'
import type { Env } from '../../core/env.ts'
import { actorFor } from './actor.ts'
import { addUser } from './add-user.ts'
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
 * A desk before its set-up, with one person of each role who asks with a token: `desk.as('agent')('GET', '/users')`. For
 * stories about rights, addresses and cookies, where the cast of the world would be in the way.
 */
export async function openDesk(env: Partial<Env> = {}) {
  const { house, app, clock, close } = await openWorld({ bare: true, env })
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
    close,
    /** Until a statement waits for another transaction: what proves that two of them really met. */
    untilSomebodyWaits: () =>
      vi.waitFor(async () => {
        const waiting = await sql`select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(house.db)
        expect(waiting.rows.length).toBeGreaterThan(0)
      }, 5000),
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
