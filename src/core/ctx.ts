import type { z } from 'zod'
import type { EventKind } from './contract.ts'
import type { Database, Db } from './db.ts'
import type { Env } from './env.ts'
import type { Files } from './files.ts'
import { newId } from './ids.ts'
import type { Log } from './log.ts'
import type { Registry } from './slice.ts'
import type { Language } from './texts.ts'

/** Who asks. Finders take it through `ctx` and can't return what it may not see. */
export interface Actor {
  type: 'agent' | 'customer' | 'system'
  /** null for the system. */
  id: string | null
  name: string
  role: string
  language: Language | null
  /** Owners and admins answer for every inbox; everyone else sees those they are a member of. */
  seesAllInboxes: boolean
  may(permission: string): boolean
  /** A browser's session can undo; a token acts at once. */
  via: 'session' | 'token' | 'system'
}

/** What one running process has: made once at the start, the same for every request and job. */
export interface House {
  env: Env
  db: Database
  files: Files
  log: Log
  /** Root of every key and signature of this desk. */
  secret: string
  registry: Registry
  now(): Date
  /** Name of this process among those on the same database; its advisory lock says whether it lives. */
  processId: string
}

export interface Ctx {
  house: House
  db: Db
  actor: Actor
  now(): Date
}

export const system: Actor = {
  type: 'system',
  id: null,
  name: 'Løfte',
  role: 'system',
  language: null,
  seesAllInboxes: true,
  may: () => true,
  via: 'system',
}

export function contextFor(house: House, actor: Actor): Ctx {
  return { house, db: house.db, actor, now: house.now }
}

/** Runs `work` in one transaction: routes and jobs open it, commands never do. */
export function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return ctx.house.db.transaction().execute((db) => work({ ...ctx, db }))
}

/** Where an event belongs: `inboxId` decides who may hear of it, the others what it is about. */
export interface EventPlace {
  inboxId?: string | null
  conversationId?: string | null
  customerId?: string | null
}

export interface Happening<D = unknown> extends Required<EventPlace> {
  id: string
  name: string
  at: Date
  actorType: string
  actorId: string | null
  data: D
}

/** Writes an event in the transaction of the change, and runs the reactions that must never disagree with it. */
export async function emit<D extends z.ZodType, A = undefined>(
  ctx: Ctx,
  kind: EventKind<D, A>,
  place: EventPlace,
  data: z.input<D>,
  ...[aside]: undefined extends A ? [] : [A]
): Promise<void> {
  const happening: Happening<z.output<D>> = {
    id: newId(),
    name: kind.name,
    at: ctx.now(),
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    inboxId: place.inboxId ?? null,
    conversationId: place.conversationId ?? null,
    customerId: place.customerId ?? null,
    data: kind.data.parse(data) as z.output<D>,
  }
  await ctx.db
    .insertInto('event')
    .values({
      id: happening.id,
      name: happening.name,
      at: happening.at,
      actor_type: happening.actorType,
      actor_id: happening.actorId,
      inbox_id: happening.inboxId,
      conversation_id: happening.conversationId,
      customer_id: happening.customerId,
      data: JSON.stringify(happening.data),
    })
    .execute()
  for (const react of ctx.house.registry.within(kind.name)) await react(ctx, happening, aside)
}
