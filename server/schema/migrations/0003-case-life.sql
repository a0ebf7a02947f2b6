-- The life of a case: who holds it, what was promised and answered, who approved, what stopped its term.

alter table appeal
  add column assignee text,
  -- When the present body got it: terms «from assignment» count from here.
  add column assigned_at timestamptz,
  add column hops smallint not null default 0,
  add column first_answer_at timestamptz,
  add column interim_at timestamptz,
  add column answered_at timestamptz,
  add column submitted_at timestamptz,
  -- Who gave the last answer: a reopened case goes to somebody else.
  add column answered_by text,
  add column reopened_at timestamptz,
  add column reopenings smallint not null default 0,
  add column outcome_reason text,
  -- Until when the case stands still or is expected back (postponed, transferred); null otherwise.
  add column held_until timestamptz,
  add column handed_to text,
  -- «Сложный случай»: no templates, no automatic closing.
  add column complex boolean not null default false,
  add column needs_funding boolean not null default false,
  -- The body or official complained about, never to be the one who answers (59-ФЗ, art. 8 part 6).
  add column about_organisation text,
  -- The case whose answer is also this one's.
  add column lead_appeal uuid,
  add column escalation smallint not null default 0,
  -- Filed while the region tried the system out: counted apart, nothing leaves.
  add column pilot boolean not null default false;

create index appeal_of_assignee on appeal (region_id, assignee, due_at)
  where assignee is not null and status not in ('rejected', 'withdrawn', 'closed');
create index appeal_follower on appeal (region_id, lead_appeal) where lead_appeal is not null;
create index appeal_open_by_organisation on appeal (region_id, organisation, due_at)
  where status not in ('rejected', 'withdrawn', 'closed');

-- Every saving of a draft is kept.
create table draft (
  region_id text not null references region,
  draft_id uuid not null,
  appeal_id uuid not null,
  edition integer not null,
  at timestamptz not null,
  login text not null,
  understood text not null,
  cause text not null,
  plan text not null,
  plan_date date,
  outcome text not null,
  primary key (region_id, draft_id)
);
create unique index draft_edition on draft (region_id, appeal_id, edition);

-- Who has to agree before an answer leaves: steps in order, each for a role of the body (or of its parent).
create table approval_chain (
  region_id text not null references region,
  chain_id uuid not null,
  -- null = any; the most specific chain holds
  organisation text,
  topic text,
  outcome text,
  steps jsonb not null,
  primary key (region_id, chain_id)
);

create table approval (
  region_id text not null references region,
  approval_id uuid not null,
  appeal_id uuid not null,
  draft_id uuid not null,
  ordinal smallint not null,
  role text not null,
  state text not null check (state in ('waiting', 'next', 'approved', 'returned', 'void')),
  login text,
  at timestamptz,
  comment text,
  primary key (region_id, approval_id)
);
create index approval_of_appeal on approval (region_id, appeal_id, ordinal);
create index approval_waiting on approval (region_id, appeal_id) where state = 'waiting';

-- What the resident was told: interim and final, from the body or from outside.
create table answer (
  region_id text not null references region,
  answer_id uuid not null,
  appeal_id uuid not null,
  ordinal smallint not null,
  kind text not null check (kind in ('interim', 'question', 'final', 'outside', 'notice')),
  text text not null,
  outcome text,
  at timestamptz not null,
  login text,
  approved_by text,
  organisation text not null,
  primary key (region_id, answer_id)
);
create unique index answer_of_appeal on answer (region_id, appeal_id, ordinal);

-- A date named to the resident stays under control until kept.
create table promise (
  region_id text not null references region,
  promise_id uuid not null,
  appeal_id uuid not null,
  organisation text not null,
  made_at timestamptz not null,
  login text not null,
  text text not null,
  until date not null,
  state text not null check (state in ('open', 'kept', 'broken', 'moved')),
  settled_at timestamptz,
  primary key (region_id, promise_id)
);
create index promise_open on promise (region_id, until) where state = 'open';
create index promise_of_appeal on promise (region_id, appeal_id);

-- Time in which terms stand still.
create table pause (
  region_id text not null references region,
  pause_id uuid not null,
  appeal_id uuid not null,
  why text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (region_id, pause_id)
);
create index pause_of_appeal on pause (region_id, appeal_id);

create table extension (
  region_id text not null references region,
  extension_id uuid not null,
  appeal_id uuid not null,
  days smallint not null,
  reason text not null,
  state text not null check (state in ('asked', 'granted', 'refused')),
  asked_by text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  primary key (region_id, extension_id)
);
create index extension_of_appeal on extension (region_id, appeal_id);

create table verification (
  region_id text not null references region,
  verification_id uuid not null,
  appeal_id uuid not null,
  at timestamptz not null,
  login text,
  how text not null,
  confirmed boolean not null,
  text text,
  attachments uuid[] not null default '{}',
  -- What was checked of the photos: distance from the case, time of the shot against the answer.
  checks jsonb not null default '[]',
  primary key (region_id, verification_id)
);
create index verification_of_appeal on verification (region_id, appeal_id);

create table rating (
  region_id text not null references region,
  rating_id uuid not null,
  appeal_id uuid not null,
  at timestamptz not null,
  stars smallint not null check (stars between 1 and 5),
  reasons text[] not null default '{}',
  comment text,
  primary key (region_id, rating_id)
);
create index rating_of_appeal on rating (region_id, appeal_id);

-- Work ------------------------------------------------------------------------------------------------------------

-- A part of the case that another body or a contractor does; the case itself stays with one responsible body.
create table case_part (
  region_id text not null references region,
  part_id uuid not null,
  appeal_id uuid not null,
  -- a body of the registry, or the name of a contractor outside it
  organisation text,
  contractor text,
  task text not null,
  due_at timestamptz,
  state text not null check (state in ('asked', 'done', 'refused', 'cancelled')),
  result text,
  asked_by text not null,
  asked_at timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  primary key (region_id, part_id)
);
create index case_part_of_appeal on case_part (region_id, appeal_id);
create index case_part_open on case_part (region_id, organisation, due_at) where state = 'asked';

create table note (
  region_id text not null references region,
  note_id uuid not null,
  appeal_id uuid not null,
  at timestamptz not null,
  login text not null,
  text text not null,
  mentions text[] not null default '{}',
  primary key (region_id, note_id)
);
create index note_of_appeal on note (region_id, appeal_id);
create index note_mentions on note using gin (mentions);

create table attachment (
  region_id text not null references region,
  attachment_id uuid not null,
  appeal_id uuid not null,
  at timestamptz not null,
  login text not null,
  purpose text not null check (purpose in ('before', 'after', 'answer', 'note', 'scan')),
  name text not null,
  content_type text not null,
  bytes integer not null,
  content bytea not null,
  -- Read from the picture before its EXIF was removed.
  taken_at timestamptz,
  lat double precision,
  lon double precision,
  scan text not null check (scan in ('not_scanned', 'clean', 'infected')),
  primary key (region_id, attachment_id)
);
create index attachment_of_appeal on attachment (region_id, appeal_id);

create table case_link (
  region_id text not null references region,
  appeal_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('duplicate', 'related', 'split')),
  at timestamptz not null,
  login text not null,
  primary key (region_id, appeal_id, other_id)
);
create index case_link_back on case_link (region_id, other_id);

create table answer_template (
  region_id text not null references region,
  template_id uuid not null,
  topic text,
  outcome text,
  title text not null,
  understood text not null,
  cause text not null,
  plan text not null,
  primary key (region_id, template_id)
);

-- A bulk operation as it was done: what was chosen, what became of each case, and what undoes it.
create table bulk_run (
  region_id text not null references region,
  run_id uuid not null,
  at timestamptz not null,
  login text not null,
  action jsonb not null,
  selection jsonb not null,
  results jsonb not null,
  undone_at timestamptz,
  primary key (region_id, run_id)
);

-- Control ---------------------------------------------------------------------------------------------------------

create table escalation (
  region_id text not null references region,
  escalation_id uuid not null,
  appeal_id uuid not null,
  level smallint not null,
  why text not null,
  at timestamptz not null,
  to_role text not null,
  to_organisation text,
  acknowledged_by text,
  acknowledged_at timestamptz,
  primary key (region_id, escalation_id)
);
create index escalation_of_appeal on escalation (region_id, appeal_id);
create index escalation_open on escalation (region_id, at) where acknowledged_at is null;

create table quality_review (
  region_id text not null references region,
  review_id uuid not null,
  appeal_id uuid not null,
  answer_id uuid not null,
  -- Why it is looked at: drawn by lot, a bad rating, asked for by hand.
  sampled_why text not null,
  sampled_at timestamptz not null,
  reviewer text,
  reviewed_at timestamptz,
  checklist jsonb,
  score real,
  verdict text check (verdict in ('pass', 'rework')),
  comment text,
  primary key (region_id, review_id)
);
create unique index quality_review_of_answer on quality_review (region_id, answer_id);
create index quality_review_waiting on quality_review (region_id, sampled_at) where reviewed_at is null;

-- Versions of the process: a day from which the work was done differently, for before and after.
create table process_version (
  region_id text not null references region,
  process_id uuid not null,
  from_day date not null,
  title text not null,
  description text not null,
  -- null = everything
  topic text,
  organisation text,
  primary key (region_id, process_id)
);

-- Norms of the region: policies that replace or add to the built-in ones.
create table deadline_policy (
  region_id text not null references region,
  policy_id text not null,
  policy jsonb not null,
  primary key (region_id, policy_id)
);

-- People ----------------------------------------------------------------------------------------------------------

alter table account
  add column valid_until timestamptz,
  add column temporary_group text,
  add column skills text[] not null default '{}',
  add column absent_until date;

create table secondment (
  region_id text not null references region,
  secondment_id uuid not null,
  login text not null,
  home_organisation text not null,
  sector text not null,
  from_day date not null,
  to_day date,
  primary key (region_id, secondment_id)
);
create index secondment_of_account on secondment (region_id, login);

-- A body lets somebody of the centre answer in its name, for a time.
create table delegation (
  region_id text not null references region,
  delegation_id uuid not null,
  login text not null,
  organisation text not null,
  from_day date not null,
  to_day date,
  granted_by text not null,
  primary key (region_id, delegation_id)
);
create index delegation_of_account on delegation (region_id, login);

create table temporary_group (
  region_id text not null references region,
  code text not null,
  name text not null,
  role text not null,
  until_day date not null,
  primary key (region_id, code)
);
