-- post: raw mail in, quarantine, mail out.

-- One row for each inbox a delivery is for. The raw bytes lie in the file store before this row does, and only after this
-- row is committed is the sender told 250 or the mail marked seen.
create table inbound (
  id uuid primary key,
  raw_sha256 text not null,
  size integer not null,
  via text not null check (via in ('smtp', 'imap', 'file')),
  -- Unique in its source: the same delivery is never taken twice.
  source_key text not null,
  inbox_id uuid not null references inbox (id),
  recipients text[] not null,
  -- '' is the null sender; null where the channel has no envelope.
  envelope_sender text,
  peer jsonb,
  trust text not null check (trust in ('verified', 'unknown', 'failed')),
  trust_detail text not null,
  received_at timestamptz not null,
  state text not null check (state in ('received', 'filed', 'duplicate', 'quarantined', 'discarded')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- The process that reads it now; a dead process's claims are free (its advisory lock is gone).
  claimed_by text,
  -- Set when quarantined: a stable code, and a sentence for people.
  reason_code text,
  reason text,
  -- For the quarantine list, as far as it could be read.
  from_address text,
  subject text,
  -- Message-ID, date and body hash together; a second delivery of the same content in the same inbox is a duplicate.
  content_key text,
  message_id uuid,
  filed_at timestamptz,
  unique (source_key, inbox_id)
);
create index inbound_waiting on inbound (next_attempt_at, id) where state = 'received';
create index inbound_quarantine on inbound (received_at desc, id desc) where state = 'quarantined';
create unique index inbound_content on inbound (inbox_id, content_key) where state = 'filed' and content_key is not null;
create index inbound_raw on inbound (raw_sha256);
create index inbound_message on inbound (message_id) where message_id is not null;

create trigger inbound_wakes after insert on inbound for each statement execute function wake_listeners();

-- Every Message-ID seen in an inbox (also of mails we only know by reference) and where it belongs.
create table thread_reference (
  inbox_id uuid not null references inbox (id),
  internet_message_id text not null,
  conversation_id uuid not null references conversation (id) on delete cascade,
  primary key (inbox_id, internet_message_id)
);
create index thread_reference_conversation on thread_reference (conversation_id);

-- The outbox: written in the transaction of what is to be sent.
create table outgoing (
  id uuid primary key,
  conversation_id uuid references conversation (id) on delete cascade,
  message_id uuid references message (id) on delete cascade,
  inbox_id uuid not null references inbox (id),
  kind text not null check (kind in ('reply', 'automatic', 'notification')),
  -- One for ever: a second attempt is the same mail.
  internet_message_id text not null unique,
  envelope_sender text not null,
  subject text not null,
  -- Everything the mail is composed from, so that it composes to the same bytes each time.
  composed_from jsonb not null,
  raw_sha256 text,
  state text not null check (state in ('held', 'waiting', 'queued', 'sending', 'sent', 'failed', 'bounced', 'cancelled')),
  detail text not null default '',
  not_before timestamptz not null,
  -- Sent later, and not at all if the customer writes first.
  unless_answered boolean not null default false,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  claimed_by text,
  claimed_at timestamptz,
  -- How often it may have been handed over twice: the process died between the remote 250 and our record of it.
  perhaps_twice integer not null default 0,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index outgoing_due on outgoing (next_attempt_at, id) where state in ('waiting', 'queued');
create index outgoing_claimed on outgoing (claimed_at) where state = 'sending';
create index outgoing_conversation on outgoing (conversation_id);
create index outgoing_message on outgoing (message_id) where message_id is not null;
create index outgoing_recent on outgoing (created_at desc, id desc);

create trigger outgoing_wakes after insert on outgoing for each statement execute function wake_listeners();

create table outgoing_recipient (
  outgoing_id uuid not null references outgoing (id) on delete cascade,
  address text not null,
  name text not null default '',
  role text not null check (role in ('to', 'cc')),
  state text not null check (state in ('waiting', 'sent', 'deferred', 'failed', 'bounced')),
  status text not null default '',
  detail text not null default '',
  at timestamptz,
  primary key (outgoing_id, address)
);
create index outgoing_recipient_address on outgoing_recipient (address);

-- Automatic mail by correspondent: what the limits against mail storms count.
create table automatic_mail (
  address text not null,
  conversation_id uuid references conversation (id) on delete cascade,
  at timestamptz not null
);
create index automatic_mail_address on automatic_mail (address, at desc);
create index automatic_mail_conversation on automatic_mail (conversation_id, at desc);
