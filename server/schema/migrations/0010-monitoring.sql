-- Open sources that are read, and what was found in them and may be a complaint.

-- Where people write in public: official pages, city communities, media, channels, personal pages.
create table monitored_source (
  region_id text not null references region,
  source_id uuid not null,
  kind text not null check (kind in ('official', 'community', 'media', 'channel', 'personal')),
  network text not null,
  name text not null,
  -- For people: https://vk.com/…; a feed is read from here.
  address text not null,
  -- Whose page it is; a body's code. A municipality's code where all of it is about one.
  organisation text,
  municipality text,
  audience integer,
  reading text not null check (reading in ('vk_search', 'feed', 'export', 'none')),
  -- What is asked of the search, one question a line.
  queries text[] not null default '{}',
  enabled boolean not null default true,
  -- How far it has been read: marks of the feed, moment of the last post of each question.
  cursor jsonb not null default '{}',
  next_read_at timestamptz not null default '-infinity',
  last_read_at timestamptz,
  -- Posts and candidates of the last reading.
  last_posts integer,
  last_candidates integer,
  last_error_at timestamptz,
  last_error text,
  -- Readings in a row that failed.
  failures smallint not null default 0,
  primary key (region_id, source_id)
);
create unique index monitored_source_once on monitored_source (region_id, network, lower(address));

-- A post that may be a complaint, once; waits for a person, and not forever.
create table candidate (
  region_id text not null references region,
  candidate_id uuid not null,
  source_id uuid not null,
  network text not null,
  external_id text not null,
  found_at timestamptz not null,
  at timestamptz not null,
  -- Emptied when the candidate is long decided, as everything its author can be known by.
  text text not null,
  author text,
  url text,
  -- Where an answer in the thread would go: the network's name of the post.
  thread text,
  lat double precision,
  lon double precision,
  municipality text,
  place_why text,
  topic text,
  topic_p real,
  suggestions jsonb not null default '[]',
  -- Log odds of the complaint model.
  odds real not null,
  words text[] not null default '{}',
  -- Likeness of texts: near copies differ in few of the 64 bits.
  fingerprint bigint not null,
  -- Names of near copies that came besides, up to a hundred.
  copies text[] not null default '{}',
  state text not null check (state in ('waiting', 'accepted', 'rejected')),
  -- Counts acceptances, so that one taken back can be registered anew.
  round smallint not null default 0,
  reason text,
  decided_by text,
  decided_at timestamptz,
  appeal_id uuid,
  primary key (region_id, candidate_id),
  foreign key (region_id, source_id) references monitored_source
);
create unique index candidate_once on candidate (region_id, network, external_id);
create index candidate_waiting on candidate (region_id, odds desc, candidate_id) where state = 'waiting';
create index candidate_verdicts on candidate (region_id, source_id, decided_at) where state <> 'waiting';
create index candidate_unregistered on candidate (region_id) where state = 'accepted' and appeal_id is null;
