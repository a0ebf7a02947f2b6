-- Doors for machines: keys of the API, work handed to a contractor's Open311 server, files that left with an answer.

-- A key acts as its owner, narrowed. The key itself is shown once and kept nowhere.
create table api_token (
  region_id text not null references region,
  token_id uuid not null,
  token_hash bytea not null,
  -- Its first characters, by which people tell keys apart.
  prefix text not null,
  name text not null,
  login text not null,
  -- Permissions of contract/access.ts; those the owner's role loses are lost here too.
  scopes text[] not null,
  per_minute integer not null check (per_minute > 0),
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- To the minute.
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  primary key (region_id, token_id),
  foreign key (region_id, login) references account
);
create unique index api_token_by_hash on api_token (token_hash);

-- What a contractor's Open311 server offers, as it last told, and which of our topics each service stands for.
create table contractor_service (
  region_id text not null references region,
  account text not null,
  service_code text not null,
  service_name text not null,
  service_group text,
  -- [{code, datatype, required, description, values: [{key, name}]}]
  attributes jsonb not null default '[]',
  topics text[] not null default '{}',
  -- Its server does not name it any more: nothing new is handed over under it.
  gone boolean not null default false,
  loaded_at timestamptz not null,
  primary key (region_id, account, service_code)
);

-- One part of a case on a contractor's server, from handing over to the word that it is done.
create table contractor_request (
  region_id text not null references region,
  part_id uuid not null,
  appeal_id uuid not null,
  account text not null,
  service_code text not null,
  outgoing_id uuid not null,
  -- handed: in the outbox · token: taken, number to come · open, closed: as their server says · lost: given up, see error
  state text not null check (state in ('handed', 'token', 'open', 'closed', 'lost')),
  token text,
  request_id text,
  status_notes text,
  remote_updated_at timestamptz,
  handed_by text not null,
  handed_at timestamptz not null,
  -- When to ask next; null when there is nothing more to ask.
  next_poll_at timestamptz,
  -- Polls in a row that brought nothing new: the wait grows with them.
  quiet_polls smallint not null default 0,
  error text,
  closed_at timestamptz,
  confirmed_by text,
  confirmed_at timestamptz,
  primary key (region_id, part_id)
);
create index contractor_request_due on contractor_request (region_id, account, next_poll_at) where next_poll_at is not null;
create unique index contractor_request_outgoing on contractor_request (region_id, outgoing_id);

-- The answer (its ordinal in the case) that a file went out with; null = it has not.
alter table attachment add column left_with smallint;
