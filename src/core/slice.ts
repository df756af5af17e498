import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Endpoint, EventKind } from './contract.ts'
import type { Ctx, Happening, House } from './ctx.ts'
import type { AnyJob } from './jobs.ts'
import type { Route } from './route.ts'
import type { Wake } from './wake.ts'

// biome-ignore lint/suspicious/noExplicitAny: what an event carries is typed where it is declared, by within() and after()
type React = (ctx: Ctx, happening: Happening<any>, aside?: any) => Promise<void>

/** A reaction within the transaction of the event: for rows that must never disagree. */
export interface Within {
  on: string
  react: React
}

/** A reaction after the event, from the log: repeated until it succeeds, so it must be idempotent. */
export interface After {
  /** Stable for ever: its place in the log is kept under this name. */
  name: string
  on: readonly string[]
  react: React
}

export interface Running {
  house: House
  wake: Wake
  databaseUrl: string
}

/** One thing the desk handles. */
export interface Slice {
  name: string
  /** The tables it alone writes. */
  tables: readonly string[]
  routes?: readonly Route[]
  jobs?: readonly AnyJob[]
  within?: readonly Within[]
  after?: readonly After[]
  /** Pages beside the API: what people open in a browser without the app. */
  pages?: (app: FastifyInstance, house: House) => void
  /** What it keeps running beside HTTP while the desk is open: front doors for words. Answers how to stop it. */
  serves?: (running: Running) => Promise<() => Promise<void>>
  /** What it keeps running beside the jobs: rows worked off as they fall due, mailboxes watched. */
  works?: (running: Running) => Promise<() => Promise<void>>
  /** Erases a person from its tables; a slice that holds people and lacks it fails the build. */
  forget?: (ctx: Ctx, customerId: string) => Promise<void>
}

export const within = <D extends z.ZodType, A = undefined>(
  kind: EventKind<D, A>,
  react: (ctx: Ctx, happening: Happening<z.output<D>>, aside: A) => Promise<void>,
): Within => ({ on: kind.name, react })

export interface Registry {
  slices: readonly Slice[]
  routes: readonly Route[]
  endpoints: readonly Endpoint[]
  jobs: readonly AnyJob[]
  after: readonly After[]
  within(name: string): readonly Within['react'][]
}

/** Looks the slices over once, in their order. */
export function register(slices: readonly Slice[]): Registry {
  const reactions = new Map<string, Within['react'][]>()
  for (const slice of slices) {
    for (const { on, react } of slice.within ?? []) reactions.set(on, [...(reactions.get(on) ?? []), react])
  }
  const routes = slices.flatMap((slice) => slice.routes ?? [])
  return {
    slices,
    routes,
    endpoints: routes.map((route) => route.endpoint),
    jobs: slices.flatMap((slice) => slice.jobs ?? []),
    after: slices.flatMap((slice) => slice.after ?? []),
    within: (name) => reactions.get(name) ?? [],
  }
}
