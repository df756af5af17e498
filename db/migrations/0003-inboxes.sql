-- inboxes: one address the desk answers for, and how its mail travels.
create table inbox (
  id uuid primary key,
  name text not null,
  address text not null check (address = lower(address)),
  language text not null check (language in ('da', 'nb', 'sv', 'en')),
  acknowledge boolean not null default true,
  signature text not null default '',
  -- Where mail is fetched: {host, port, secure, user, auth, folders, afterTaking, authservId}; null when it comes by SMTP only.
  imap jsonb,
  imap_secret bytea,
  -- Where mail is handed over: {host, port, secure, user}; null when the desk's SMTP_URL is used.
  relay jsonb,
  relay_secret bytea,
  created_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1
);
create unique index inbox_address on inbox (address);

create table inbox_member (
  inbox_id uuid not null references inbox (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  primary key (inbox_id, account_id)
);
create index inbox_member_account on inbox_member (account_id, inbox_id);

-- How far each folder of an account has been read. Another UIDVALIDITY means another mailbox (RFC 9051 §2.3.1.1).
create table imap_cursor (
  inbox_id uuid not null references inbox (id) on delete cascade,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  primary key (inbox_id, folder)
);

-- What a person sees about the account: is mail being fetched, since when, and if not, why not.
create table imap_state (
  inbox_id uuid primary key references inbox (id) on delete cascade,
  state text not null,
  detail text not null,
  at timestamptz not null,
  last_mail_at timestamptz
);
