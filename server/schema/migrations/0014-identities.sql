-- One person's identities in several channels, joined by proof or by an operator's decision; never by likeness.
-- An identity is the author's pseudonym (appeal.author_key), or «case:<appeal>» where the author left nothing to be known by.
create table identity_link (
  region_id text not null references region,
  link_id uuid not null,
  -- The smaller of the two stands first, so that a pair is joined once.
  one_key text not null,
  other_key text not null check (one_key <> other_key),
  -- The cases through which it was made; null where a bot's reader had none yet.
  one_appeal uuid,
  other_appeal uuid,
  proof text not null check (proof in ('code', 'follow_link', 'operator')),
  reason text,
  at timestamptz not null,
  -- null: the resident himself
  login text,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  primary key (region_id, link_id)
);
create unique index identity_link_live on identity_link (region_id, one_key, other_key) where ended_at is null;
create index identity_link_back on identity_link (region_id, other_key) where ended_at is null;

-- A one-time code sent to the known address of one case, typed by whoever says that it is his. Only its hash is kept.
create table identity_code (
  region_id text not null references region,
  code_id uuid not null,
  -- Who says so, and where.
  asker_key text not null,
  asker_appeal uuid,
  -- null: no such case, or nowhere to send; the attempt counts all the same, so that limits tell nothing of numbers.
  appeal_id uuid,
  code_hash bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null default 0,
  used_at timestamptz,
  primary key (region_id, code_id)
);
create index identity_code_of_asker on identity_code (region_id, asker_key, created_at);
create index identity_code_of_appeal on identity_code (region_id, appeal_id, created_at) where appeal_id is not null;
