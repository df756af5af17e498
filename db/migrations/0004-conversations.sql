-- conversations: one matter with one customer.
create table conversation (
  id uuid primary key,
  number bigint generated always as identity unique,
  subject text not null,
  status text not null check (status in ('new', 'open', 'waiting', 'resolved', 'spam')),
  stage text not null default 'during' check (stage in ('before', 'during', 'after')),
  matter text not null default 'question'
    check (matter in ('question', 'problem', 'complaint', 'order', 'praise', 'check-in')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  language text check (language in ('da', 'nb', 'sv', 'en')),
  inbox_id uuid not null references inbox (id),
  customer_id uuid not null references customer (id),
  team_id uuid references team (id),
  assignee_id uuid references account (id),
  tags text[] not null default '{}',
  -- What a person should look at before trusting it: 'sender-failed', 'stranger-wrote', 'linked', 'delivery-failed' …
  flags text[] not null default '{}',
  -- Since when the customer has waited for a person's answer; null when the word is with them.
  waiting_since timestamptz,
  next_due_at timestamptz,
  snoozed_until timestamptz,
  -- Kept here so that a list never has to look into messages.
  preview text not null default '',
  last_message_id uuid,
  last_message_at timestamptz,
  message_count integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  version integer not null default 1
);
create index conversation_by_update on conversation (updated_at desc, id desc);
create index conversation_by_status_update on conversation (status, updated_at desc, id desc);
create index conversation_by_assignee on conversation (assignee_id, status, updated_at desc, id desc);
create index conversation_by_inbox on conversation (inbox_id, status, updated_at desc, id desc);
create index conversation_by_created on conversation (created_at desc, id desc);
create index conversation_by_due on conversation (coalesce(next_due_at, 'infinity'), id);
create index conversation_words on conversation using gin (to_tsvector('simple', subject));
create index conversation_by_customer on conversation (customer_id, updated_at desc, id desc);
create index conversation_tags on conversation using gin (tags);

create table participant (
  conversation_id uuid not null references conversation (id) on delete cascade,
  address text not null check (address = lower(address)),
  name text not null,
  role text not null check (role in ('customer', 'copied')),
  customer_id uuid references customer (id),
  added_by uuid references account (id),
  at timestamptz not null,
  primary key (conversation_id, address)
);
create index participant_address on participant (address);

create table message (
  id uuid primary key,
  conversation_id uuid not null references conversation (id) on delete cascade,
  kind text not null check (kind in ('customer', 'reply', 'note', 'automatic', 'bounce', 'system')),
  author_type text not null check (author_type in ('customer', 'agent', 'system')),
  author_id uuid,
  author_name text not null,
  author_address text,
  subject text not null default '',
  text text not null,
  new_text text not null,
  quoted_text text not null default '',
  signature text not null default '',
  -- Sanitised; cleaned again whenever it is read by a newer cleaner.
  html text not null default '',
  language text check (language in ('da', 'nb', 'sv', 'en')),
  -- To, Cc, defects, labels: what a person may want to see of how it came.
  mail jsonb not null default '{}',
  -- From an address that is no participant: shown, walled off, never answered by itself.
  stranger boolean not null default false,
  internet_message_id text,
  -- For ours: held, queued, sent, failed, bounced. Null for what came in.
  delivery_state text check (delivery_state in ('held', 'queued', 'sent', 'failed', 'bounced')),
  delivery_detail text not null default '',
  -- Until then it can be taken back.
  undo_until timestamptz,
  send_at timestamptz,
  -- Of what came in: whether the sender is who From says.
  sender_trust text check (sender_trust in ('verified', 'unknown', 'failed')),
  -- The SHA-256 of the raw mail in the file store; for ours once it is composed.
  raw_sha256 text,
  withdrawn_at timestamptz,
  at timestamptz not null
);
create index message_conversation on message (conversation_id, at, id);
create index message_internet_id on message (internet_message_id) where internet_message_id is not null;
create index message_raw on message (raw_sha256) where raw_sha256 is not null;

create table attachment (
  id uuid primary key,
  -- Null while it waits in a composer; such a row is its uploader's alone and is swept after a day.
  message_id uuid references message (id) on delete cascade,
  account_id uuid references account (id),
  position integer not null default 0,
  filename text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  content_id text,
  inline boolean not null default false,
  created_at timestamptz not null
);
create index attachment_message on attachment (message_id, position) where message_id is not null;
create index attachment_waiting on attachment (created_at) where message_id is null;
create index attachment_sha256 on attachment (sha256);

-- Another conversation this one belongs with: a guess that was not let in, a matter reopened under a new name.
create table conversation_link (
  conversation_id uuid not null references conversation (id) on delete cascade,
  other_id uuid not null references conversation (id) on delete cascade,
  reason text not null,
  at timestamptz not null,
  primary key (conversation_id, other_id)
);
create index conversation_link_other on conversation_link (other_id);

-- What an agent has begun to write: theirs alone, the same on every device.
create table draft (
  conversation_id uuid not null references conversation (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  kind text not null check (kind in ('reply', 'note')),
  text text not null,
  updated_at timestamptz not null,
  primary key (conversation_id, account_id, kind)
);
