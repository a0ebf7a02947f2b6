-- The schema as all migrations leave it, read back from the catalogue. Written by «npm run schema»; do not edit.
-- Changing it: add a file to server/schema/migrations, run «npm run schema», and review the difference of this file.

create extension pg_trgm;

create table account (
  region_id text not null,
  login text not null,
  name text not null,
  password_hash text not null,
  role text not null,
  organisation text,
  scope_organisations text[],
  scope_sectors text[],
  scope_municipalities text[],
  disabled boolean not null default false,
  constraint account_pkey PRIMARY KEY (region_id, login),
  constraint account_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table appeal (
  region_id text not null,
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
  filed_at timestamp with time zone not null,
  registered_at timestamp with time zone not null,
  closed_at timestamp with time zone,
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
  urgency_reasons text[] not null default '{}'::text[],
  organisation text not null,
  co_executors text[] not null default '{}'::text[],
  route_why text not null,
  due_at timestamp with time zone,
  deadline_steps jsonb not null,
  rating smallint,
  constraint appeal_pkey PRIMARY KEY (region_id, appeal_id),
  constraint next_deadline_or_end CHECK (((due_at IS NOT NULL) OR (status = ANY (ARRAY['rejected'::text, 'withdrawn'::text, 'closed'::text]))))
);
CREATE INDEX appeal_by_municipality ON appeal USING btree (region_id, municipality, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_by_organisation ON appeal USING btree (region_id, organisation, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_by_topic ON appeal USING btree (region_id, topic, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_filed ON appeal USING btree (region_id, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_open_due ON appeal USING btree (region_id, due_at, appeal_id) WHERE (status <> ALL (ARRAY['rejected'::text, 'withdrawn'::text, 'closed'::text]));
CREATE INDEX appeal_waiting_triage ON appeal USING btree (region_id, urgency DESC, topic_p, appeal_id) WHERE (triage = 'queue'::text);
CREATE UNIQUE INDEX appeal_number ON appeal USING btree (region_id, number);

create table appeal_search (
  region_id text not null,
  appeal_id uuid not null,
  filed_at timestamp with time zone not null,
  document tsvector not null,
  constraint appeal_search_pkey PRIMARY KEY (region_id, appeal_id)
);
CREATE INDEX appeal_search_document ON appeal_search USING gin (document);

create table applicant (
  region_id text not null,
  appeal_id uuid not null,
  name text,
  email text,
  phone text,
  constraint applicant_pkey PRIMARY KEY (region_id, appeal_id)
);

create table event (
  region_id text not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity,
  at timestamp with time zone not null,
  type text not null,
  appeal_id uuid,
  actor text,
  data jsonb not null,
  constraint event_pkey PRIMARY KEY (region_id, transaction_id, seq)
);
CREATE INDEX event_of_appeal ON event USING btree (region_id, appeal_id, transaction_id, seq);

create table event_cursor (
  region_id text not null,
  follower text not null,
  transaction_id xid8 not null,
  seq bigint not null,
  constraint event_cursor_pkey PRIMARY KEY (region_id, follower),
  constraint event_cursor_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table message (
  region_id text not null,
  channel text not null,
  external_id text not null,
  appeal_id uuid not null,
  received_at timestamp with time zone not null,
  content_hash bytea not null,
  raw jsonb,
  raw_until date not null,
  constraint message_pkey PRIMARY KEY (region_id, channel, external_id)
);
CREATE INDEX message_raw_term ON message USING btree (region_id, raw_until) WHERE (raw IS NOT NULL);

create table model (
  region_id text not null,
  version text not null,
  trained_at timestamp with time zone not null,
  active boolean not null,
  figures jsonb not null,
  content bytea not null,
  constraint model_pkey PRIMARY KEY (region_id, version),
  constraint model_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table municipality (
  region_id text not null,
  code text not null,
  name text not null,
  kind text not null,
  population integer not null,
  population_year integer not null,
  population_source text not null,
  centre_lat double precision not null,
  centre_lon double precision not null,
  aliases text[] not null default '{}'::text[],
  settlements jsonb not null default '[]'::jsonb,
  boundary jsonb,
  screen_boundary jsonb,
  boundary_source text,
  constraint municipality_pkey PRIMARY KEY (region_id, code),
  constraint municipality_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table number_block (
  region_id text not null,
  year integer not null,
  next bigint not null,
  constraint number_block_pkey PRIMARY KEY (region_id, year),
  constraint number_block_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table organisation (
  region_id text not null,
  code text not null,
  name text not null,
  short_name text not null,
  type text not null,
  level text not null,
  parent text,
  territory text[],
  connection_stage text not null,
  sectors text[] not null default '{}'::text[],
  constraint organisation_pkey PRIMARY KEY (region_id, code),
  constraint organisation_level_check CHECK ((level = ANY (ARRAY['municipal'::text, 'regional'::text, 'federal'::text]))),
  constraint organisation_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table personal_data_reading (
  region_id text not null,
  reading_id uuid not null,
  at timestamp with time zone not null,
  login text not null,
  appeal_id uuid not null,
  constraint personal_data_reading_pkey PRIMARY KEY (region_id, reading_id),
  constraint personal_data_reading_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table photo (
  region_id text not null,
  photo_id uuid not null,
  appeal_id uuid,
  uploaded_at timestamp with time zone not null,
  content_type text not null,
  content bytea not null,
  constraint photo_pkey PRIMARY KEY (region_id, photo_id),
  constraint photo_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX photo_left_over ON photo USING btree (region_id, uploaded_at) WHERE (appeal_id IS NULL);
CREATE INDEX photo_of_appeal ON photo USING btree (region_id, appeal_id);

create table region (
  region_id text not null,
  name text not null,
  name_in text not null,
  oktmo text not null,
  time_zone text not null,
  preset text not null,
  centre_lat double precision not null,
  centre_lon double precision not null,
  default_policy text not null,
  centre_organisation text not null,
  registry_version bigint not null default 1,
  constraint region_pkey PRIMARY KEY (region_id)
);

create table route (
  region_id text not null,
  ordinal integer not null,
  topic text not null,
  municipality text not null,
  level text not null,
  organisation text not null,
  co_executors text[] not null default '{}'::text[],
  constraint route_pkey PRIMARY KEY (region_id, ordinal),
  constraint route_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table schema_migration (
  name text not null,
  constraint schema_migration_pkey PRIMARY KEY (name)
);

create table search_word (
  region_id text not null,
  word text not null,
  seen bigint not null,
  constraint search_word_pkey PRIMARY KEY (region_id, word),
  constraint search_word_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX search_word_trigrams ON search_word USING gin (word gin_trgm_ops);

create table session (
  region_id text not null,
  token_hash bytea not null,
  login text not null,
  expires_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (region_id, token_hash),
  constraint session_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table setting (
  region_id text not null,
  name text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (region_id, name),
  constraint setting_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table topic (
  region_id text not null,
  code text not null,
  parent text,
  name text not null,
  base_sector text not null,
  complexity text,
  severity smallint,
  norm_days integer,
  presidential_code text,
  ordinal integer not null,
  constraint topic_pkey PRIMARY KEY (region_id, code),
  constraint topic_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table triage_decision (
  region_id text not null,
  decision_id uuid not null,
  appeal_id uuid not null,
  at timestamp with time zone not null,
  login text not null,
  model_version text,
  before jsonb not null,
  after jsonb not null,
  constraint triage_decision_pkey PRIMARY KEY (region_id, decision_id),
  constraint triage_decision_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX triage_decision_of_appeal ON triage_decision USING btree (region_id, appeal_id);
