import { z } from 'zod'
import type { Refusals } from './refusal.ts'

/**
 * One endpoint, declared once: the server validates with it, the browser calls with it, OpenAPI is printed from it.
 * Imports nothing but zod, since browsers load it.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below /api/v1, with `:name` places: `/conversations/:id`. */
  path: string
  /** The permission it takes; `anyone` needs no sign-in. */
  may: string
  summary: string
  params: P
  query: Q
  body: B
  returns: R
  /** 200 unless given. */
  status: number
  refuses: readonly string[]
  /** Answers bytes instead of JSON: a file or a raw mail. */
  bytes: boolean
  /** Answers a secret that is shown once: never kept for an Idempotency-Key. */
  answersSecret: boolean
}

const nothing = z.strictObject({})
/** Bodies of requests that carry none: nothing at all, or an empty object. */
const noBody = z.union([z.undefined(), z.null(), nothing])

type Parts<P, Q, B, R> = {
  method: Endpoint['method']
  path: string
  may: string
  summary: string
  params?: P
  query?: Q
  body?: B
  returns: R
  status?: number
  refuses?: readonly (readonly [Refusals<string>, string] | string)[]
  bytes?: boolean
  answersSecret?: boolean
}

/** Declares an endpoint; parts left out take nothing. */
export function endpoint<
  R extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof noBody,
>(parts: Parts<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    method: parts.method,
    path: parts.path,
    may: parts.may,
    summary: parts.summary,
    params: parts.params ?? (nothing as unknown as P),
    query: parts.query ?? (nothing as unknown as Q),
    body: parts.body ?? (noBody as unknown as B),
    returns: parts.returns,
    status: parts.status ?? 200,
    refuses: (parts.refuses ?? []).map((refusal) => (typeof refusal === 'string' ? refusal : refusal[1])),
    bytes: parts.bytes ?? false,
    answersSecret: parts.answersSecret ?? false,
  }
}

/** Something that happened, past tense: `message.received`. Events carry ids and plain facts, never words or addresses of people. */
export interface EventKind<D extends z.ZodType = z.ZodType, A = undefined> {
  name: string
  data: D
  /** Never a value: the type of what is told aside, in the transaction only. */
  readonly aside?: A
}
export function event<D extends z.ZodType>(name: string, data: D): EventKind<D> {
  return { name, data }
}

/**
 * An event that tells its reactions *within* the transaction something more (recipients, say) that the log must not hold,
 * because it names people.
 */
export function tellingAside<A>() {
  return <D extends z.ZodType>(kind: EventKind<D>): EventKind<D, A> => kind as unknown as EventKind<D, A>
}

// —— Shapes every contract is built from ——

/** PostgreSQL can't store U+0000, and no person types it: refused at the edge, in one place. */
const noNul = (value: string) => !value.includes('\0')
export const words = (max: number, min = 0) =>
  z.string().min(min).max(max).refine(noNul, { message: 'must not contain the NUL character' })
/** One line: a subject, a name. Line breaks would let header fields be smuggled into mail (RFC 5322 §2.2). */
export const line = (max: number, min = 0) =>
  words(max, min).refine((value) => !/[\r\n]/.test(value), { message: 'must be one line' })
export const id = z.uuid()
export const instant = z.iso.datetime({ offset: true })
export const idParams = z.strictObject({ id })
export const emailAddress = z
  .string()
  .max(254)
  .refine((value) => /^[^\s@<>"(),:;\\[\]\u0000-\u001f]{1,64}@[^\s@<>"(),:;\\[\]\u0000-\u001f]{1,253}$/.test(value), {
    message: 'must be an e-mail address',
  })
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).optional(),
  cursor: words(500).optional(),
}
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
/** An endpoint that answers bytes. */
export const bytes = z.unknown()
export const done = z.object({ ok: z.literal(true) })

export type Output<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never
export type BodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never
export type ParamsOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.input<P> : never
