-- The floor: what every slice stands on.

-- What happened, in the transaction in which it happened. Ids and plain facts only: no words, names or addresses of people,
-- so that erasing a person never has to touch history.
create table event (
  id uuid primary key,
  -- Numbers and clocks are not committed in order; a reader may only take rows whose transaction is older than every
  -- one still running (pg_snapshot_xmin), in the order (tx, id).
  tx xid8 not null default pg_current_xact_id(),
  name text not null,
  at timestamptz not null,
  actor_type text not null,
  actor_id uuid,
  inbox_id uuid,
  conversation_id uuid,
  customer_id uuid,
  data jsonb not null
);
create index event_order on event (tx, id);
create index event_conversation on event (conversation_id, tx, id) where conversation_id is not null;

create function wake_listeners() returns trigger language plpgsql as $$
begin
  perform pg_notify('lofte_event', tg_table_name);
  return null;
end $$;
create trigger event_wakes after insert on event for each statement execute function wake_listeners();

-- How far each consumer of the log has come.
create table event_position (
  consumer text primary key,
  tx xid8 not null,
  id uuid not null,
  failures integer not null default 0,
  detail text
);

-- An event a consumer gave up on: visible, never silent.
create table event_failure (
  consumer text not null,
  event_id uuid not null references event (id),
  reason text not null,
  at timestamptz not null,
  primary key (consumer, event_id)
);

-- Answers to POST requests that carried an Idempotency-Key, kept for a day.
create table idempotency (
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  answer jsonb,
  at timestamptz not null,
  primary key (actor_id, key)
);
create index idempotency_age on idempotency (at);

-- Which process each worker of the job runner belongs to.
create table job_worker (
  id text primary key,
  process_id text not null
);
