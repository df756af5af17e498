-- What points at a row can be found from it: without these, deleting or forgetting one row reads the whole table that points.
create index attachment_account on attachment (account_id) where account_id is not null;
create index conversation_by_team on conversation (team_id, status, updated_at desc, id desc) where team_id is not null;
create index draft_account on draft (account_id);
create index event_failure_event on event_failure (event_id);
create index outgoing_by_inbox on outgoing (inbox_id, created_at desc, id desc);
create index participant_added_by on participant (added_by) where added_by is not null;
create index participant_customer on participant (customer_id) where customer_id is not null;
