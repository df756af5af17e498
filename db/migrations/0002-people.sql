-- access: who may sign in, and how we know them again.
create table account (
  id uuid primary key,
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'light')),
  -- Argon2id in PHC form; null until the person has chosen a password.
  password_hash text,
  language text check (language in ('da', 'nb', 'sv', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1
);
create unique index account_email on account (lower(email));

-- Secrets are kept as SHA-256 of 256 random bits: what is stolen from the database opens nothing.
create table session (
  id uuid primary key,
  secret_hash text not null unique check (length(secret_hash) = 64),
  account_id uuid not null references account (id) on delete cascade,
  agent text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_account on session (account_id, seen_at desc);

create table api_token (
  id uuid primary key,
  secret_hash text not null unique check (length(secret_hash) = 64),
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  expires_at timestamptz
);
create index api_token_account on api_token (account_id, created_at desc);

-- Wrong passwords, by account and by address, so that guessing slows down over restarts and processes alike.
create table sign_in_failure (
  subject text not null,
  at timestamptz not null
);
create index sign_in_failure_recent on sign_in_failure (subject, at desc);
create index sign_in_failure_age on sign_in_failure (at);

-- The one-time link of the first run. At most one open at a time.
create table setup_link (
  secret_hash text primary key check (length(secret_hash) = 64),
  created_at timestamptz not null,
  used_at timestamptz
);

-- team: our own organisation and its teams.
create table desk (
  one boolean primary key default true check (one),
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null check (language in ('da', 'nb', 'sv', 'en')),
  time_zone text not null,
  created_at timestamptz not null,
  version integer not null default 1
);

create table team (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);
create unique index team_name on team (lower(name));

create table team_member (
  team_id uuid not null references team (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  primary key (team_id, account_id)
);
create index team_member_account on team_member (account_id);

-- customers: one person, any number of addresses.
create table customer (
  id uuid primary key,
  name text not null,
  language text check (language in ('da', 'nb', 'sv', 'en')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
);
create index customer_recent on customer (updated_at desc, id desc);
create index customer_by_name on customer (lower(name) text_pattern_ops);

create table customer_address (
  id uuid primary key,
  customer_id uuid not null references customer (id) on delete cascade,
  kind text not null check (kind in ('email')),
  -- Lower case: local parts are case-sensitive only on paper (RFC 5321 §2.4), and people don't keep theirs straight.
  address text not null check (address = lower(address)),
  -- Two hard bounces within a week mark an address; the agent is told before writing to it again.
  bounced_at timestamptz,
  bounces integer not null default 0,
  created_at timestamptz not null,
  unique (kind, address)
);
create index customer_address_customer on customer_address (customer_id);
create index customer_address_prefix on customer_address (address text_pattern_ops);
