import pg from 'pg'

export interface Seed {
  conversations: number
  customers: number
  inboxId: string
  agentIds: readonly string[]
}

const sentences = [
  'Strømmen gik i aftes ved nitiden, og den er ikke kommet tilbage endnu.',
  'Jeg har prøvet at slå hovedafbryderen fra og til igen, men der sker ingenting.',
  'Kan I sige, hvornår I regner med at have fundet fejlen?',
  'Regningen for februar er dobbelt så høj som i januar, og vi har ikke været hjemme.',
  'Måleren viser et andet tal end det, der står på regningen.',
  'Vi flytter den første i næste måned og vil gerne tage aftalen med.',
  'Fakturaen kom to ganger, og jeg har betalt den ene.',
  'Vi var borte hele helgen, så forbruket kan umulig stemme.',
  'Kunne noen ringe meg på formiddagen? Jeg er lettest å treffe før klokka elleve.',
  'Måleren blinker rødt, og displayet er tomt.',
  'Har strömmen kommit tillbaka i hela området, eller är det bara hos oss den saknas?',
  'Jag har bifogat en bild på mätaren så att ni ser siffrorna.',
  'Vi skulle behöva ett besked före fredag, för då kommer elektrikern.',
  'Could you send the contract again? The link in the last letter no longer works.',
  'The meter cupboard is locked and the caretaker has no key.',
  'Tak for hjælpen sidst, det gik hurtigt.',
  'Hilsen fra femte sal, hvor der stadig er mørkt.',
  'Jeg vedlegger kvitteringen fra elektrikeren.',
  'Det er tredje gang på et år, og fryseren når at tø op hver gang.',
  'Vi har et lite barn hjemme, så det haster litt.',
]
const subjects = [
  'Strømmen er væk',
  'Regning for februar',
  'Flytting 1. april',
  'Måleren blinker',
  'Fel på fakturan',
  'Meter reading',
  'Aftale om el',
  'Ny bolig',
]

/**
 * Fills the desk with the rows it would have written itself: conversations with a mail in and, unless new, an answer out, each
 * with its references, outbox rows and events. A fifth are not resolved, three in five have an owner. The raw mails
 * themselves are not made: nothing measured here reads them.
 */
export async function seed(url: string, { conversations, customers, inboxId, agentIds }: Seed): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `create temp table c as select n, uuidv7(make_interval(mins => -600000 + n)) as id from generate_series(0, $1::int - 1) n`,
      [customers],
    )
    await client.query(
      `create temp table s as
      select i, uuidv7(at - now()) as id, c.id as customer_id, 'customer' || c.n || '@kunde.example' as address, 'Kunde Nr. ' || c.n as customer,
        uuidv7(at - now()) as m1, uuidv7(at + interval '3 hours' - now()) as m2, uuidv7(at + interval '3 hours' - now()) as out_id, uuidv7(at - now()) as in_id,
        at, at + interval '3 hours' as answered_at, status, case when (hashint4(i + 7) & 1023) < 614 then agents[1 + (hashint4(i) & 1023) % cardinality(agents)] end as agent_id,
        '<' || md5(i || 'in') || '@kunde.example>' as in_ref, '<' || md5(i || 'out') || '@nordlys.example>' as out_ref,
        subjects[1 + i % cardinality(subjects)] as subject,
        (select string_agg(sentences[1 + (i * 7 + k * 13 + (hashint4(i + k) & 7)) % cardinality(sentences)], E'\\n') from generate_series(1, 7) k) as asked,
        (select string_agg(sentences[1 + (i * 5 + k * 11 + (hashint4(i - k) & 7)) % cardinality(sentences)], E'\\n') from generate_series(1, 5) k) as answer
      from (select i, now() - make_interval(secs => ($1::int - i) * 240) as at, $2::uuid[] as agents, $3::text[] as subjects, $4::text[] as sentences,
          case when i % 5 <> 0 then 'resolved' else (array['new', 'open', 'open', 'waiting'])[1 + (i / 5) % 4] end as status
        from generate_series(0, $1::int - 1) i) rows join c on c.n = i % $5::int`,
      [conversations, agentIds, subjects, sentences, customers],
    )
    for (const statement of statements) await client.query(statement, statement.includes('$1') ? [inboxId] : [])
    await client.query('commit')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

const statements = [
  `insert into customer (id, name, language, created_at, updated_at)
    select id, 'Kunde Nr. ' || n, 'da', now() - interval '400 days', now() - interval '400 days' from c`,
  `insert into customer_address (id, customer_id, kind, address, created_at)
    select uuidv7(), id, 'email', 'customer' || n || '@kunde.example', now() - interval '400 days' from c`,
  `insert into conversation (id, subject, status, language, inbox_id, customer_id, assignee_id, waiting_since, preview, last_message_id,
      last_message_at, message_count, created_at, updated_at, resolved_at)
    select id, subject, status, 'da', $1, customer_id, case when status <> 'new' then agent_id end, case when status in ('new', 'open') then at end,
      left(replace(case when status = 'new' then asked else answer end, E'\\n', ' '), 160), case when status = 'new' then m1 else m2 end,
      case when status = 'new' then at else answered_at end, case when status = 'new' then 1 else 2 end, at,
      case when status = 'new' then at else answered_at end, case when status = 'resolved' then answered_at end from s order by i`,
  `insert into participant (conversation_id, address, name, role, customer_id, at) select id, address, customer, 'customer', customer_id, at from s`,
  `insert into message (id, conversation_id, kind, author_type, author_id, author_name, author_address, subject, text, new_text, language, mail,
      sender_trust, internet_message_id, raw_sha256, at)
    select m1, id, 'customer', 'customer', customer_id, customer, address, subject, asked, asked, 'da',
      jsonb_build_object('to', jsonb_build_array(jsonb_build_object('name', '', 'address', 'support@nordlys.example')), 'cc', '[]'::jsonb, 'remarks', '[]'::jsonb),
      'unknown', in_ref, encode(sha256(in_ref::bytea), 'hex'), at from s`,
  `insert into message (id, conversation_id, kind, author_type, author_id, author_name, subject, text, new_text, language, mail, delivery_state,
      delivery_detail, internet_message_id, raw_sha256, at)
    select m2, id, 'reply', 'agent', agent_id, 'Agent', subject, answer, answer, 'da',
      jsonb_build_object('to', jsonb_build_array(jsonb_build_object('name', customer, 'address', address)), 'cc', '[]'::jsonb), 'sent', '250 Ok',
      out_ref, encode(sha256(out_ref::bytea), 'hex'), answered_at from s where status <> 'new'`,
  `insert into inbound (id, raw_sha256, size, via, source_key, inbox_id, recipients, envelope_sender, peer, trust, trust_detail, received_at, state,
      attempts, next_attempt_at, from_address, subject, content_key, message_id, filed_at)
    select in_id, encode(sha256(in_ref::bytea), 'hex'), 2400, 'smtp', 'smtp/seed/' || i, $1, '{support@nordlys.example}', address,
      '{"address":"192.0.2.7","helo":"mx.kunde.example","encrypted":true}', 'unknown', 'no record', at, 'filed', 1, at, address, subject,
      encode(sha256((in_ref || 'key')::bytea), 'hex'), m1, at from s`,
  `insert into thread_reference (inbox_id, internet_message_id, conversation_id) select $1, in_ref, id from s`,
  `insert into outgoing (id, conversation_id, message_id, inbox_id, kind, internet_message_id, envelope_sender, subject, composed_from, raw_sha256, state,
      detail, not_before, attempts, next_attempt_at, created_at, sent_at)
    select out_id, id, m2, $1, 'reply', out_ref, 'support+c' || i || '@nordlys.example', subject,
      jsonb_build_object('from', jsonb_build_object('name', 'Nordlys Strøm', 'address', 'support@nordlys.example'), 'to', jsonb_build_array(jsonb_build_object('name', customer, 'address', address)),
        'cc', '[]'::jsonb, 'subject', subject, 'text', answer, 'html', '<p>' || answer || '</p>', 'attachments', '[]'::jsonb, 'inReplyTo', in_ref, 'references', jsonb_build_array(in_ref)),
      encode(sha256(out_ref::bytea), 'hex'), 'sent', '250 Ok', answered_at, 1, answered_at, answered_at, answered_at from s where status <> 'new'`,
  `insert into outgoing_recipient (outgoing_id, address, name, role, state, at) select out_id, address, customer, 'to', 'sent', answered_at from s where status <> 'new'`,
  // One wake-up for all of them instead of one a row is what the statement-level trigger gives.
  `insert into event (id, name, at, actor_type, actor_id, inbox_id, conversation_id, customer_id, data)
    select uuidv7(), e.name, case when e.later then answered_at else at end, case when e.later then 'agent' else 'system' end, case when e.later then agent_id end,
      $1, s.id, customer_id, jsonb_build_object('messageId', case when e.later then m2 else m1 end)
    from s cross join (values ('conversation.opened', false), ('message.received', false), ('mail.filed', false), ('message.written', true),
      ('outgoing.changed', true), ('message.delivery-changed', true)) e (name, later)
    where status <> 'new' or not e.later order by at`,
  // The conversations that are opened: twenty messages each.
  `insert into message (id, conversation_id, kind, author_type, author_name, author_address, subject, text, new_text, language, mail, delivery_state, internet_message_id, at)
    select uuidv7(), s.id, case when k % 2 = 0 then 'customer' else 'reply' end, case when k % 2 = 0 then 'customer' else 'agent' end, customer,
      address, subject, case when k % 2 = 0 then asked else answer end, case when k % 2 = 0 then asked else answer end, 'da',
      '{"to":[{"name":"","address":"support@nordlys.example"}],"cc":[]}', case when k % 2 = 1 then 'sent' end, '<' || md5(i || 'more' || k) || '@kunde.example>', answered_at + make_interval(mins => k)
    from s cross join generate_series(1, 18) k where status = 'open' and i % 200 = 5`,
  `update conversation c set message_count = 20 from s where s.id = c.id and s.status = 'open' and s.i % 200 = 5`,
]
