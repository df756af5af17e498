import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from './contract.ts'
import type { Ctx } from './ctx.ts'

export interface Asked<P, Q, B> {
  params: P
  query: Q
  body: B
  /** The version an If-Match header names (our ETags are `"<version>"`); null when none was sent. */
  ifMatch: number | null
  request: FastifyRequest
  reply: FastifyReply
}

/** An answer in bytes: always offered as a download, never shown inline as HTML or SVG. */
export interface Bytes {
  bytes: Uint8Array | NodeJS.ReadableStream
  mediaType: string
  filename: string
  size?: number
  /** Pictures of a mail may be shown inside it; everything else is `attachment`. */
  inline?: boolean
}

export interface Route {
  endpoint: Endpoint
  answer: (ctx: Ctx, asked: Asked<never, never, never>) => Promise<unknown>
  /**
   * The answer opens its transactions itself: it waits for something slow (a password hash, a mail server), and a
   * transaction held meanwhile would let a few askers use up the connections of all.
   */
  ownTransactions?: boolean
}

/** Binds an endpoint to what answers it. Everything but GET runs in one transaction, unless it opens its own. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  answer: (ctx: Ctx, asked: Asked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): Route {
  return { endpoint: endpoint as unknown as Endpoint, answer: answer as unknown as Route['answer'] }
}
