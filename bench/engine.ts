import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'

/**
 * The engine's own limit: the barest statement that does the same work, prepared, from this process straight to the database.
 * No rights, rules, threading, outbox or history; what Løfte adds is what the ratio shows.
 */
export interface Facts {
  inboxId: string
  agentId: string
  customerId: string
  /** Conversations with twenty messages. */
  long: readonly string[]
}

export type Bare = Record<'list' | 'open' | 'create' | 'reply', (client: pg.Client) => Promise<unknown>>

const words = 'Strømmen er tilbage hos jer klokken 14. Skulle den gå igen, så ring til vagten på 70 10 20 30.'

export function bareStatements({ inboxId, agentId, customerId, long }: Facts): Bare {
  let turn = 0
  const next = () => long[turn++ % long.length]
  return {
    list: (client) =>
      client.query({
        name: 'list',
        text: `select c.id, c.number, c.subject, c.status, c.assignee_id, c.preview, c.waiting_since, c.message_count, c.updated_at, u.name
          from conversation c join customer u on u.id = c.customer_id
          where c.assignee_id = $1 and c.status in ('new', 'open', 'waiting') order by c.updated_at desc, c.id desc limit 50`,
        values: [agentId],
      }),
    open: (client) =>
      client.query({
        name: 'open',
        text: `select c.subject, c.status, (select json_agg(json_build_object('id', m.id, 'kind', m.kind, 'name', m.author_name, 'text', m.text, 'at', m.at) order by m.at, m.id)
          from message m where m.conversation_id = c.id) as messages from conversation c where c.id = $1`,
        values: [next()],
      }),
    create: (client) =>
      client.query({
        name: 'create',
        text: `with opened as (
            insert into conversation (id, subject, status, inbox_id, customer_id, preview, message_count, created_at, updated_at)
            values ($1, 'Engine', 'resolved', $2, $3, 'preview', 1, now(), now()) returning id)
          insert into message (id, conversation_id, kind, author_type, author_name, text, new_text, at)
          select $4, id, 'customer', 'customer', 'Engine', $5, $5, now() from opened`,
        values: [randomUUIDv7(), inboxId, customerId, randomUUIDv7(), words],
      }),
    reply: (client) =>
      client.query({
        name: 'reply',
        text: `with moved as (
            update conversation set status = 'waiting', waiting_since = null, updated_at = now(), message_count = message_count + 1 where id = $1 returning id)
          insert into message (id, conversation_id, kind, author_type, author_name, text, new_text, at)
          select $2, id, 'reply', 'agent', 'Engine', $3, $3, now() from moved`,
        values: [next(), randomUUIDv7(), words],
      }),
  }
}

/** Milliseconds from a bare insert into the event log to its NOTIFY at another connection: what a live stream stands on. */
export async function bareNotify(url: string, times: number): Promise<number[]> {
  const [writer, listener] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })]
  await Promise.all([writer.connect(), listener.connect()])
  await listener.query('listen bench_event')
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const heard = new Promise<number>((resolve) => listener.once('notification', () => resolve(performance.now())))
    const from = performance.now()
    await writer.query(`with told as (
        insert into event (id, name, at, actor_type, data) values (uuidv7(), 'bench.bare', now(), 'system', '{}'))
      select pg_notify('bench_event', '')`)
    took.push((await heard) - from)
  }
  await Promise.all([writer.end(), listener.end()])
  return took
}
