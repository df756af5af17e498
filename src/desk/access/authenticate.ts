import type { FastifyRequest } from 'fastify'
import type { Actor, House } from '../../core/ctx.ts'
import { sha256 } from '../../core/ids.ts'
import { type AccountFacts, actorFor } from './actor.ts'
import { sessionDays, sessionSecret } from './session-cookie.ts'
import { looksLikeToken } from './token.ts'

/** How stale "last seen" may be, so that reading does not write each time. */
const touchEveryMs = 60_000

/**
 * Who asks: the bearer of a token, else the browser of a session; null for a stranger. One query, plus one a minute for
 * when they were last seen. The account is read as it is now, so a role withdrawn or an account closed counts at once.
 */
export async function authenticate(house: House, request: FastifyRequest): Promise<Actor | null> {
  const header = request.headers.authorization
  if (header !== undefined) {
    const token = /^Bearer +(\S{1,200}) *$/i.exec(header)?.[1]
    return token !== undefined && looksLikeToken(token) ? bearerOf(house, token) : null
  }
  const secret = sessionSecret(house, request)
  return secret === null ? null : holderOf(house, secret)
}

async function bearerOf(house: House, token: string): Promise<Actor | null> {
  const now = house.now()
  const row = await house.db
    .selectFrom('api_token as t')
    .innerJoin('account as a', 'a.id', 't.account_id')
    .select(['t.id as tokenId', 't.used_at', 'a.id', 'a.name', 'a.role', 'a.language'])
    .where('t.secret_hash', '=', sha256(token))
    .where('a.disabled_at', 'is', null)
    .where((or) => or.or([or('t.expires_at', 'is', null), or('t.expires_at', '>', now)]))
    .executeTakeFirst()
  if (!row) return null
  if (!row.used_at || isStale(row.used_at, now)) {
    await house.db.updateTable('api_token').set({ used_at: now }).where('id', '=', row.tokenId).execute()
  }
  return actorFor(row as AccountFacts, 'token')
}

async function holderOf(house: House, secret: string): Promise<Actor | null> {
  const now = house.now()
  const row = await house.db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select(['s.id as sessionId', 's.seen_at', 'a.id', 'a.name', 'a.role', 'a.language'])
    .where('s.secret_hash', '=', sha256(secret))
    .where('s.expires_at', '>', now)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  if (isStale(row.seen_at, now)) {
    const expires = new Date(now.getTime() + sessionDays * 86_400_000)
    await house.db
      .updateTable('session')
      .set({ seen_at: now, expires_at: expires })
      .where('id', '=', row.sessionId)
      .execute()
  }
  return actorFor(row as AccountFacts, 'session')
}

const isStale = (seen: Date, now: Date) => now.getTime() - seen.getTime() >= touchEveryMs
