-- What the life of a case lacked: chains of approval as people set them, cases of the pilot, mentions that were read, editions of
-- templates, the policy a case went by, letters about escalations.

-- Chains ----------------------------------------------------------------------------------------------------------

-- A step: {"role", "person" (null = whoever has the role), "term": {"amount", "unit"}}.
alter table approval_chain
  add column title text not null default '',
  -- Steps the author would make himself are left out, but never fewer than these remain.
  add column min_steps smallint not null default 1,
  add column enabled boolean not null default true,
  add column changed_by text,
  add column changed_at timestamptz;
update approval_chain set min_steps = greatest(1, jsonb_array_length(steps));

-- A case keeps the steps it was sent with: they are copied here.
alter table approval
  add column chain_id uuid,
  add column person text,
  add column term jsonb,
  add column waits_since timestamptz;
-- The second step of a chain stayed «next» after the first was made: nobody was told that it was theirs.
update approval a set state = 'waiting' where a.state = 'next' and not exists (
  select 1 from approval b where b.region_id = a.region_id and b.appeal_id = a.appeal_id and b.draft_id = a.draft_id
     and b.ordinal < a.ordinal and b.state in ('waiting', 'next'));

-- Mentions --------------------------------------------------------------------------------------------------------

create table mention_reading (
  region_id text not null references region,
  login text not null,
  note_id uuid not null,
  at timestamptz not null,
  primary key (region_id, login, note_id)
);

-- Templates -------------------------------------------------------------------------------------------------------

alter table answer_template
  add column edition integer not null default 1,
  add column enabled boolean not null default true,
  add column changed_by text,
  add column changed_at timestamptz;

create table answer_template_edition (
  region_id text not null references region,
  template_id uuid not null,
  edition integer not null,
  at timestamptz not null,
  login text not null,
  topic text,
  outcome text,
  title text not null,
  understood text not null,
  cause text not null,
  plan text not null,
  primary key (region_id, template_id, edition)
);

-- Measures --------------------------------------------------------------------------------------------------------

-- Existing tables of a million rows are written anew here.
set local statement_timeout = 0;

-- When the final answer is due, out of the steps: ISO text in UTC, because a cast to a moment may not be generated.
alter table appeal add column final_due text generated always as
  (jsonb_path_query_first(deadline_steps, '$[*] ? (@.step == "final_answer").dueAt') #>> '{}') stored;

-- Id of the deadline policy whose terms the case goes by; null for cases registered before it was kept.
alter table appeal add column policy text;

-- How many cases a pilot has: a partial index costs nothing where there is none.
create index appeal_pilot on appeal (region_id, filed_at) where pilot;

-- What indicators are made of, so that a year of cases is read without their texts: 10.4 → 4.2 s for all of them over a million.
create index appeal_measures on appeal (region_id, filed_at) include (answered_at, closed_at, status, final_due, first_answer_at,
  assigned_at, registered_at, hops, reopenings, rating, outcome, interim_at, needs_funding, complex, pilot, author_key, topic,
  municipality, organisation, channel, kind, policy, lat, lon);

-- Letters about escalations ---------------------------------------------------------------------------------------

-- Who was written to about which rung, by which way: nobody hears of one rung twice. Several go out in one letter.
create table escalation_letter (
  region_id text not null references region,
  escalation_id uuid not null,
  login text not null,
  channel text not null check (channel in ('email', 'bot')),
  sent_at timestamptz not null,
  primary key (region_id, escalation_id, login, channel)
);
create index escalation_letter_of_person on escalation_letter (region_id, login, channel, sent_at);
