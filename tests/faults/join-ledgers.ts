import type pg from 'pg'
import type { Agent } from './answering-agent.ts'
import type { Sender } from './mail-sender.ts'
import type { ReceivingServer } from './receiving-server.ts'

export interface Ledgers {
  sender: Sender
  agent: Agent
  receiving: ReceivingServer
}

export interface Verdict {
  accepted: number
  messages: number
  quarantined: number
  /** Accepted, and neither a message nor in the quarantine. */
  lost: string[]
  /** One mail that became two. */
  doubled: string[]
  replies: number
  automatic: number
  /** Answered with a yes, and never arrived. */
  repliesLost: string[]
  /** More copies arrived than the desk owns up to. */
  copiesUnexplained: string[]
  /** Copies beyond the first, all of them owned up to. */
  copiesExplained: number
  perhapsTwice: number
  /** Anything in the desk's own books that does not fit together. */
  disagreements: string[]
}

interface Sent {
  internet_message_id: string
  message_id: string | null
  kind: string
  state: string
  perhaps_twice: number
  detail: string
}

/** Puts the outside's ledgers beside the desk's books. It knows the tables and none of the code. */
export async function joinLedgers(db: pg.Client, { sender, agent, receiving }: Ledgers): Promise<Verdict> {
  const all = async <T extends pg.QueryResultRow>(text: string) => (await db.query<T>(text)).rows
  const messages = await all<{ sha: string; count: number }>(
    "select raw_sha256 as sha, count(*)::int from message where kind = 'customer' group by 1",
  )
  const places = new Map(messages.map(({ sha, count }) => [sha, count]))
  const set = await all<{ sha: string; reason: string }>(
    "select distinct raw_sha256 as sha, reason from inbound where state = 'quarantined' and reason <> ''",
  )
  const aside = new Set(set.map(({ sha }) => sha))
  const shas = [...sender.accepted.keys()]
  const outgoing = await all<Sent>('select * from outgoing')
  const copies = ({ internet_message_id }: Sent) =>
    receiving.mails.get(internet_message_id.replace(/[<>]/g, ''))?.copies ?? 0
  const tell = (mail: Sent) =>
    `${mail.kind} ${mail.internet_message_id}: ${copies(mail)} copies, ${mail.state}, perhaps twice ${mail.perhaps_twice}, ${mail.detail}`
  const ofMessage = new Map(outgoing.map((mail) => [mail.message_id, mail]))
  return {
    accepted: shas.length,
    messages: shas.filter((sha) => places.has(sha)).length,
    quarantined: shas.filter((sha) => aside.has(sha)).length,
    lost: shas.filter((sha) => !places.has(sha) && !aside.has(sha)),
    doubled: shas.filter((sha) => (places.get(sha) ?? 0) + (aside.has(sha) ? 1 : 0) > 1),
    replies: agent.replies.size,
    automatic: outgoing.filter(({ kind }) => kind === 'automatic').length,
    repliesLost: [...agent.replies.keys()].filter((id) => {
      const mail = ofMessage.get(id)
      return !mail || copies(mail) === 0
    }),
    copiesUnexplained: outgoing
      .filter((mail) => copies(mail) === 0 || copies(mail) > 1 + mail.perhaps_twice || mail.state !== 'sent')
      .map(tell),
    copiesExplained: outgoing.reduce((sum, mail) => sum + Math.max(0, copies(mail) - 1), 0),
    perhapsTwice: outgoing.reduce((sum, mail) => sum + mail.perhaps_twice, 0),
    disagreements: await disagreements(all, { sender, agent, receiving }, outgoing),
  }
}

async function disagreements(
  all: <T extends pg.QueryResultRow>(text: string) => Promise<T[]>,
  { sender, agent, receiving }: Ledgers,
  outgoing: Sent[],
): Promise<string[]> {
  const found: string[] = [...sender.refused, ...agent.refused]
  const questions: Record<string, string> = {
    'a received message without its event': `select id from message m where kind <> 'reply'
      and not exists (select from event e where e.name = 'message.received' and e.data ->> 'messageId' = m.id::text)`,
    'a written message without its event': `select id from message m where kind = 'reply'
      and not exists (select from event e where e.name = 'message.written' and e.data ->> 'messageId' = m.id::text)`,
    'an event told twice': `select data ->> 'messageId' as id from event where name in ('message.received', 'message.written')
      group by 1 having count(*) > 1`,
    'a reply without its mail': `select id from message m where kind = 'reply'
      and not exists (select from outgoing o where o.message_id = m.id)`,
    'a reply’s mail without its message': `select id from outgoing o where kind = 'reply'
      and not exists (select from message m where m.id = o.message_id)`,
    'a mail filed nowhere': `select id from inbound i where state = 'filed'
      and not exists (select from message m where m.id = i.message_id and m.raw_sha256 = i.raw_sha256)`,
    'a conversation that counts its messages wrongly': `select id from conversation c
      where message_count <> (select count(*) from message m where m.conversation_id = c.id)`,
    'a number given twice': 'select number::text as id from conversation group by 1 having count(*) > 1',
    'a reaction that was given up': 'select consumer as id from event_failure',
  }
  for (const [what, question] of Object.entries(questions)) {
    for (const { id } of await all<{ id: string }>(question)) found.push(`${what}: ${id}`)
  }
  const known = new Set(outgoing.map(({ internet_message_id }) => internet_message_id.replace(/[<>]/g, '')))
  for (const [id, { hashes }] of receiving.mails) {
    if (!known.has(id)) found.push(`a mail went out that the desk knows nothing of: ${id}`)
    if (hashes.size > 1) found.push(`copies of one mail that differ: ${id}`)
  }
  const texts = new Map(
    (await all<{ id: string; text: string }>("select id, text from message where kind = 'reply'")).map(
      ({ id, text }) => [id, text],
    ),
  )
  for (const [id, text] of agent.replies)
    if (!texts.get(id)?.includes(text)) found.push(`a reply with other words: ${id}`)
  if (texts.size !== agent.replies.size)
    found.push(`${texts.size} replies in the desk, ${agent.replies.size} were written`)
  return found
}
