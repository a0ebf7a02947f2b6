-- Letters on the letterhead of a body and their way by post; what paper and a personal reception say about themselves; calls to return.

-- What a body's letterhead says. A body without one writes under its name alone.
create table letterhead (
  region_id text not null references region,
  organisation text not null,
  address text not null default '',
  phone text not null default '',
  email text not null default '',
  -- Who signs, as it stands under a letter: «Министр», «И. И. Иванов».
  signer_position text not null default '',
  signer_name text not null default '',
  -- Before the number: «ОГ-17/26».
  number_prefix text not null default 'ОГ',
  primary key (region_id, organisation)
);

-- Outgoing numbers of a body, each year from one.
create table letter_counter (
  region_id text not null references region,
  organisation text not null,
  year integer not null,
  next integer not null,
  primary key (region_id, organisation, year)
);

-- One letter for one thing told to a resident: an answer of the case, or that it was registered.
create table letter (
  region_id text not null references region,
  letter_id uuid not null,
  appeal_id uuid not null,
  -- The answer's identifier, or «registered».
  source text not null,
  kind text not null check (kind in ('answer', 'interim', 'question', 'extended', 'forwarded', 'notice', 'registered')),
  -- Who writes: the body that had the case when this was said.
  organisation text not null,
  at timestamptz not null,
  -- Taken when the letter is first made.
  number text,
  -- null = nobody asked for paper
  postal_address text,
  state text not null check (state in ('kept', 'to_print', 'sent')),
  sent_on date,
  track text,
  sent_by text,
  primary key (region_id, letter_id)
);
create unique index letter_of_source on letter (region_id, appeal_id, source);
create index letter_by_state on letter (region_id, state, at, letter_id) where state <> 'kept';
create unique index letter_number on letter (region_id, organisation, number) where number is not null;

alter table on_behalf
  -- An organisation that writes has a name and an outgoing number of its own.
  add column sender_name text,
  add column sender_number text,
  add column sender_date date,
  -- Card of a personal reception.
  add column card_number text;

-- Somebody called and nobody answered: one open task for one number.
create table call_back (
  region_id text not null references region,
  call_back_id uuid not null,
  channel text not null,
  account text not null,
  caller_key text not null,
  -- Erased a while after the task is closed.
  phone text,
  line text,
  missed_at timestamptz not null,
  last_missed_at timestamptz not null,
  missed integer not null,
  -- Not before: a moment to call again by himself, then the pause between tries.
  due_at timestamptz not null,
  tries smallint not null default 0,
  taken_by text,
  taken_at timestamptz,
  closed_at timestamptz,
  closed_how text check (closed_how in ('talked', 'seen_in_calls', 'called_again', 'no_answer', 'not_needed')),
  closed_by text,
  primary key (region_id, call_back_id)
);
create unique index call_back_open on call_back (region_id, channel, account, caller_key) where closed_at is null;
create index call_back_due on call_back (region_id, due_at) where closed_at is null;
create index call_back_closed on call_back (region_id, closed_at) where closed_at is not null;

create table call_back_try (
  region_id text not null references region,
  call_back_id uuid not null,
  ordinal smallint not null,
  at timestamptz not null,
  login text not null,
  result text not null,
  note text,
  primary key (region_id, call_back_id, ordinal)
);

create index call_record_of_caller on call_record (region_id, caller_key, at) where caller_key is not null;
