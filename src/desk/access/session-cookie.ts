import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../../core/ctx.ts'
import { sha256 } from '../../core/ids.ts'

export const sessionDays = 30

const isHttps = (house: House) => house.env.url.startsWith('https:')

/** `__Host-` keeps sibling hosts from planting a cookie, but browsers take it over https only (RFC 6265bis §4.1.3.2). */
const cookieName = (house: House): string => (isHttps(house) ? '__Host-lofte' : 'lofte')

export function setSessionCookie(house: House, reply: FastifyReply, secret: string): void {
  reply.setCookie(cookieName(house), secret, { ...attributes(house), maxAge: sessionDays * 86_400 })
}

export function clearSessionCookie(house: House, reply: FastifyReply): void {
  reply.clearCookie(cookieName(house), attributes(house))
}

/** The session secret a request carries; null for none, or for something that can't be one. */
export function sessionSecret(house: House, request: FastifyRequest): string | null {
  const secret = request.cookies[cookieName(house)]
  return secret !== undefined && /^[\w-]{43}$/.test(secret) ? secret : null
}

/** What the session of a request is kept under. */
export function sessionHash(house: House, request: FastifyRequest): string | null {
  const secret = sessionSecret(house, request)
  return secret === null ? null : sha256(secret)
}

const attributes = (house: House) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: isHttps(house),
})
