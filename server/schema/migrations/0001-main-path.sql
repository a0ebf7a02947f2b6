-- The path of an appeal: registry, intake, triage, casework, access and the event log.
-- Every table has region_id first in its key: one installation serves many regions, and the schema can be distributed by it.
-- No triggers, no cross-region references, no shared counters as business keys.

create extension if not exists pg_trgm;

-- Registry ---------------------------------------------------------------------------------------------------------

create table region (
  region_id text primary key,
  name text not null,
  name_in text not null,
  oktmo text not null,
  time_zone text not null,
  preset text not null,
  centre_lat double precision not null,
  centre_lon double precision not null,
  default_policy text not null,
  -- Keeps what no route takes.
  centre_organisation text not null,
  -- Grows with every change of the region's registry; processes reload what they hold in memory when it moves.
  registry_version bigint not null default 1
);

create table municipality (
  region_id text not null references region,
  code text not null,
  name text not null,
  kind text not null,
  population integer not null,
  population_year integer not null,
  population_source text not null,
  centre_lat double precision not null,
  centre_lon double precision not null,
  aliases text[] not null default '{}',
  settlements jsonb not null default '[]',
  -- GeoJSON geometry: exact for point in polygon, simplified for screens.
  boundary jsonb,
  screen_boundary jsonb,
  boundary_source text,
  primary key (region_id, code)
);

create table organisation (
  region_id text not null references region,
  code text not null,
  name text not null,
  short_name text not null,
  type text not null,
  level text not null check (level in ('municipal', 'regional', 'federal')),
  parent text,
  territory text[],
  connection_stage text not null,
  sectors text[] not null default '{}',
  primary key (region_id, code)
);

create table topic (
  region_id text not null references region,
  code text not null,
  parent text,
  name text not null,
  base_sector text not null,
  complexity text,
  severity smallint,
  norm_days integer,
  presidential_code text,
  ordinal integer not null,
  primary key (region_id, code)
);

create table route (
  region_id text not null references region,
  ordinal integer not null,
  topic text not null,
  municipality text not null,
  level text not null,
  organisation text not null,
  co_executors text[] not null default '{}',
  primary key (region_id, ordinal)
);

-- Trained text models of the region; the newest active one classifies. The file format is described beside the code.
create table model (
  region_id text not null references region,
  version text not null,
  trained_at timestamptz not null,
  active boolean not null,
  figures jsonb not null,
  content bytea not null,
  primary key (region_id, version)
);

-- Small facts about the installation itself (how far the demo history has been written, where an import stopped).
create table setting (
  region_id text not null references region,
  name text not null,
  value jsonb not null,
  primary key (region_id, name)
);

-- Access -----------------------------------------------------------------------------------------------------------

create table account (
  region_id text not null references region,
  login text not null,
  name text not null,
  password_hash text not null,
  role text not null,
  organisation text,
  -- null = not limited by this dimension
  scope_organisations text[],
  scope_sectors text[],
  scope_municipalities text[],
  disabled boolean not null default false,
  primary key (region_id, login)
);

create table session (
  region_id text not null references region,
  token_hash bytea not null,
  login text not null,
  expires_at timestamptz not null,
  primary key (region_id, token_hash)
);

-- Who looked at personal data, and when.
create table personal_data_reading (
  region_id text not null references region,
  reading_id uuid not null,
  at timestamptz not null,
  login text not null,
  appeal_id uuid not null,
  primary key (region_id, reading_id)
);

-- Intake -----------------------------------------------------------------------------------------------------------

-- Human-readable numbers are handed out in blocks, so that filings do not queue for one row; a crash leaves a gap.
create table number_block (
  region_id text not null references region,
  year integer not null,
  next bigint not null,
  primary key (region_id, year)
);

-- What a channel delivered, once: the key is the promise that a repeat makes nothing new.
create table message (
  region_id text not null references region,
  channel text not null,
  external_id text not null,
  appeal_id uuid not null,
  received_at timestamptz not null,
  content_hash bytea not null,
  raw jsonb,
  -- Day after which the raw payload is erased.
  raw_until date not null,
  primary key (region_id, channel, external_id)
);

create table appeal (
  region_id text not null references region,
  appeal_id uuid not null,
  number text not null,
  version integer not null default 1,
  channel text not null,
  external_id text not null,
  source_name text,
  regime text not null,
  kind text not null,
  status text not null,
  outcome text,
  text text not null,
  filed_at timestamptz not null,
  registered_at timestamptz not null,
  closed_at timestamptz,
  -- Pseudonym of the author: equal for one person within a channel, says nothing by itself.
  author_key text,
  address text,
  lat double precision,
  lon double precision,
  municipality text,
  place_why text,
  topic text,
  topic_p real,
  suggestions jsonb not null,
  model_version text,
  triage text not null,
  urgency smallint not null,
  urgency_reasons text[] not null default '{}',
  organisation text not null,
  co_executors text[] not null default '{}',
  route_why text not null,
  due_at timestamptz,
  deadline_steps jsonb not null,
  rating smallint,
  primary key (region_id, appeal_id),
  -- An appeal always has exactly one next deadline or a closed end.
  constraint next_deadline_or_end check (due_at is not null or status in ('rejected', 'withdrawn', 'closed'))
);
create unique index appeal_number on appeal (region_id, number);
create index appeal_filed on appeal (region_id, filed_at desc, appeal_id desc);
create index appeal_by_topic on appeal (region_id, topic, filed_at desc, appeal_id desc);
create index appeal_by_municipality on appeal (region_id, municipality, filed_at desc, appeal_id desc);
create index appeal_by_organisation on appeal (region_id, organisation, filed_at desc, appeal_id desc);
create index appeal_open_due on appeal (region_id, due_at, appeal_id)
  where status not in ('rejected', 'withdrawn', 'closed');
create index appeal_waiting_triage on appeal (region_id, urgency desc, topic_p, appeal_id) where triage = 'queue';

create index message_raw_term on message (region_id, raw_until) where raw is not null;

-- Personal data stand apart, so that reading them is an act of its own.
create table applicant (
  region_id text not null references region,
  appeal_id uuid not null,
  name text,
  email text,
  phone text,
  primary key (region_id, appeal_id)
);

create table photo (
  region_id text not null references region,
  photo_id uuid not null,
  -- null until the appeal it belongs to is filed; such leftovers are erased after a day
  appeal_id uuid,
  uploaded_at timestamptz not null,
  content_type text not null,
  content bytea not null,
  primary key (region_id, photo_id)
);
create index photo_of_appeal on photo (region_id, appeal_id);
create index photo_left_over on photo (region_id, uploaded_at) where appeal_id is null;

-- Corrections: every decision of a person over what triage had decided; training data.
create table triage_decision (
  region_id text not null references region,
  decision_id uuid not null,
  appeal_id uuid not null,
  at timestamptz not null,
  login text not null,
  model_version text,
  before jsonb not null,
  after jsonb not null,
  primary key (region_id, decision_id)
);
create index triage_decision_of_appeal on triage_decision (region_id, appeal_id);

-- Search -----------------------------------------------------------------------------------------------------------

-- Filled by a follower of the event log a moment after the commit: a text index in intake's own row would cost two thirds of
-- its speed.
create table appeal_search (
  region_id text not null references region,
  appeal_id uuid not null,
  filed_at timestamptz not null,
  document tsvector not null,
  primary key (region_id, appeal_id)
);
create index appeal_search_document on appeal_search using gin (document);

-- Words that occur, for forgiving typing errors: a query word that is not here is replaced by the nearest one that is.
create table search_word (
  region_id text not null references region,
  word text not null,
  seen bigint not null,
  primary key (region_id, word)
);
create index search_word_trigrams on search_word using gin (word gin_trgm_ops);

-- Event log --------------------------------------------------------------------------------------------------------

-- Append-only. Read in the order (transaction_id, seq) and only up to the oldest transaction still running: that is the one
-- order in which nothing can appear behind a reader's back (a plain counter is taken before commit, so it cannot promise it).
create table event (
  region_id text not null references region,
  transaction_id xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  at timestamptz not null,
  type text not null,
  appeal_id uuid,
  actor text,
  data jsonb not null,
  primary key (region_id, transaction_id, seq)
);
create index event_of_appeal on event (region_id, appeal_id, transaction_id, seq);

-- How far each follower of the log has come.
create table event_cursor (
  region_id text not null references region,
  follower text not null,
  transaction_id xid8 not null,
  seq bigint not null,
  primary key (region_id, follower)
);
