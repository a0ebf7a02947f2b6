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
  valid_until timestamp with time zone,
  temporary_group text,
  skills text[] not null default '{}'::text[],
  absent_until date,
  notify jsonb not null default '{}'::jsonb,
  constraint account_pkey PRIMARY KEY (region_id, login),
  constraint account_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table alert_delivery (
  region_id text not null,
  delivery_id uuid not null,
  spike_id uuid not null,
  login text not null,
  channel text not null,
  state text not null,
  not_before timestamp with time zone not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  attempts integer not null default 0,
  error text,
  constraint alert_delivery_pkey PRIMARY KEY (region_id, delivery_id),
  constraint told_once UNIQUE (region_id, spike_id, login, channel),
  constraint alert_delivery_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'email'::text, 'bot'::text]))),
  constraint alert_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text, 'skipped'::text]))),
  constraint alert_delivery_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX alert_delivery_pending ON alert_delivery USING btree (region_id, not_before) WHERE (state = 'pending'::text);

create table answer (
  region_id text not null,
  answer_id uuid not null,
  appeal_id uuid not null,
  ordinal smallint not null,
  kind text not null,
  text text not null,
  outcome text,
  at timestamp with time zone not null,
  login text,
  approved_by text,
  organisation text not null,
  constraint answer_pkey PRIMARY KEY (region_id, answer_id),
  constraint answer_kind_check CHECK ((kind = ANY (ARRAY['interim'::text, 'question'::text, 'final'::text, 'outside'::text, 'notice'::text]))),
  constraint answer_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE UNIQUE INDEX answer_of_appeal ON answer USING btree (region_id, appeal_id, ordinal);

create table answer_template (
  region_id text not null,
  template_id uuid not null,
  topic text,
  outcome text,
  title text not null,
  understood text not null,
  cause text not null,
  plan text not null,
  edition integer not null default 1,
  enabled boolean not null default true,
  changed_by text,
  changed_at timestamp with time zone,
  constraint answer_template_pkey PRIMARY KEY (region_id, template_id),
  constraint answer_template_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table answer_template_edition (
  region_id text not null,
  template_id uuid not null,
  edition integer not null,
  at timestamp with time zone not null,
  login text not null,
  topic text,
  outcome text,
  title text not null,
  understood text not null,
  cause text not null,
  plan text not null,
  constraint answer_template_edition_pkey PRIMARY KEY (region_id, template_id, edition),
  constraint answer_template_edition_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table api_token (
  region_id text not null,
  token_id uuid not null,
  token_hash bytea not null,
  prefix text not null,
  name text not null,
  login text not null,
  scopes text[] not null,
  per_minute integer not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint api_token_pkey PRIMARY KEY (region_id, token_id),
  constraint api_token_per_minute_check CHECK ((per_minute > 0)),
  constraint api_token_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id),
  constraint api_token_region_id_login_fkey FOREIGN KEY (region_id, login) REFERENCES account(region_id, login)
);
CREATE UNIQUE INDEX api_token_by_hash ON api_token USING btree (token_hash);

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
  assignee text,
  assigned_at timestamp with time zone,
  hops smallint not null default 0,
  first_answer_at timestamp with time zone,
  interim_at timestamp with time zone,
  answered_at timestamp with time zone,
  submitted_at timestamp with time zone,
  answered_by text,
  reopened_at timestamp with time zone,
  reopenings smallint not null default 0,
  outcome_reason text,
  held_until timestamp with time zone,
  handed_to text,
  complex boolean not null default false,
  needs_funding boolean not null default false,
  about_organisation text,
  lead_appeal uuid,
  escalation smallint not null default 0,
  pilot boolean not null default false,
  final_due text generated always as ((jsonb_path_query_first(deadline_steps, '$[*]?(@."step" == "final_answer")."dueAt"'::jsonpath) #>> '{}'::text[])) stored,
  policy text,
  constraint appeal_pkey PRIMARY KEY (region_id, appeal_id),
  constraint next_deadline_or_end CHECK (((due_at IS NOT NULL) OR (status = ANY (ARRAY['rejected'::text, 'withdrawn'::text, 'closed'::text]))))
);
CREATE INDEX appeal_by_municipality ON appeal USING btree (region_id, municipality, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_by_organisation ON appeal USING btree (region_id, organisation, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_by_topic ON appeal USING btree (region_id, topic, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_filed ON appeal USING btree (region_id, filed_at DESC, appeal_id DESC);
CREATE INDEX appeal_follower ON appeal USING btree (region_id, lead_appeal) WHERE (lead_appeal IS NOT NULL);
CREATE INDEX appeal_measures ON appeal USING btree (region_id, filed_at) INCLUDE (answered_at, closed_at, status, final_due, first_answer_at, assigned_at, registered_at, hops, reopenings, rating, outcome, interim_at, needs_funding, complex, pilot, author_key, topic, municipality, organisation, channel, kind, policy, lat, lon);
CREATE INDEX appeal_of_assignee ON appeal USING btree (region_id, assignee, due_at) WHERE ((assignee IS NOT NULL) AND (status <> ALL (ARRAY['rejected'::text, 'withdrawn'::text, 'closed'::text])));
CREATE INDEX appeal_open_by_organisation ON appeal USING btree (region_id, organisation, due_at) WHERE (status <> ALL (ARRAY['rejected'::text, 'withdrawn'::text, 'closed'::text]));
CREATE INDEX appeal_open_due ON appeal USING btree (region_id, due_at, appeal_id) WHERE (status <> ALL (ARRAY['rejected'::text, 'withdrawn'::text, 'closed'::text]));
CREATE INDEX appeal_pilot ON appeal USING btree (region_id, filed_at) WHERE pilot;
CREATE INDEX appeal_waiting_triage ON appeal USING btree (region_id, urgency DESC, topic_p, appeal_id) WHERE (triage = 'queue'::text);
CREATE UNIQUE INDEX appeal_number ON appeal USING btree (region_id, number);

create table appeal_campaign (
  region_id text not null,
  appeal_id uuid not null,
  campaign_id uuid not null,
  constraint appeal_campaign_pkey PRIMARY KEY (region_id, appeal_id),
  constraint appeal_campaign_region_id_campaign_id_fkey FOREIGN KEY (region_id, campaign_id) REFERENCES campaign(region_id, campaign_id)
);
CREATE INDEX appeal_of_campaign ON appeal_campaign USING btree (region_id, campaign_id);

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
CREATE INDEX applicant_phone ON applicant USING btree (region_id, "right"(regexp_replace(phone, '\D'::text, ''::text, 'g'::text), 10)) WHERE (phone IS NOT NULL);

create table approval (
  region_id text not null,
  approval_id uuid not null,
  appeal_id uuid not null,
  draft_id uuid not null,
  ordinal smallint not null,
  role text not null,
  state text not null,
  login text,
  at timestamp with time zone,
  comment text,
  chain_id uuid,
  person text,
  term jsonb,
  waits_since timestamp with time zone,
  constraint approval_pkey PRIMARY KEY (region_id, approval_id),
  constraint approval_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'next'::text, 'approved'::text, 'returned'::text, 'void'::text]))),
  constraint approval_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX approval_of_appeal ON approval USING btree (region_id, appeal_id, ordinal);
CREATE INDEX approval_waiting ON approval USING btree (region_id, appeal_id) WHERE (state = 'waiting'::text);

create table approval_chain (
  region_id text not null,
  chain_id uuid not null,
  organisation text,
  topic text,
  outcome text,
  steps jsonb not null,
  title text not null default ''::text,
  min_steps smallint not null default 1,
  enabled boolean not null default true,
  changed_by text,
  changed_at timestamp with time zone,
  constraint approval_chain_pkey PRIMARY KEY (region_id, chain_id),
  constraint approval_chain_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table attachment (
  region_id text not null,
  attachment_id uuid not null,
  appeal_id uuid not null,
  at timestamp with time zone not null,
  login text not null,
  purpose text not null,
  name text not null,
  content_type text not null,
  bytes integer not null,
  content bytea not null,
  taken_at timestamp with time zone,
  lat double precision,
  lon double precision,
  scan text not null,
  left_with smallint,
  constraint attachment_pkey PRIMARY KEY (region_id, attachment_id),
  constraint attachment_purpose_check CHECK ((purpose = ANY (ARRAY['before'::text, 'after'::text, 'answer'::text, 'note'::text, 'scan'::text]))),
  constraint attachment_scan_check CHECK ((scan = ANY (ARRAY['not_scanned'::text, 'clean'::text, 'infected'::text]))),
  constraint attachment_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX attachment_of_appeal ON attachment USING btree (region_id, appeal_id);

create table bulk_run (
  region_id text not null,
  run_id uuid not null,
  at timestamp with time zone not null,
  login text not null,
  action jsonb not null,
  selection jsonb not null,
  results jsonb not null,
  undone_at timestamp with time zone,
  constraint bulk_run_pkey PRIMARY KEY (region_id, run_id),
  constraint bulk_run_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table call_back (
  region_id text not null,
  call_back_id uuid not null,
  channel text not null,
  account text not null,
  caller_key text not null,
  phone text,
  line text,
  missed_at timestamp with time zone not null,
  last_missed_at timestamp with time zone not null,
  missed integer not null,
  due_at timestamp with time zone not null,
  tries smallint not null default 0,
  taken_by text,
  taken_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_how text,
  closed_by text,
  constraint call_back_pkey PRIMARY KEY (region_id, call_back_id),
  constraint call_back_closed_how_check CHECK ((closed_how = ANY (ARRAY['talked'::text, 'seen_in_calls'::text, 'called_again'::text, 'no_answer'::text, 'not_needed'::text]))),
  constraint call_back_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX call_back_closed ON call_back USING btree (region_id, closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX call_back_due ON call_back USING btree (region_id, due_at) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX call_back_open ON call_back USING btree (region_id, channel, account, caller_key) WHERE (closed_at IS NULL);

create table call_back_try (
  region_id text not null,
  call_back_id uuid not null,
  ordinal smallint not null,
  at timestamp with time zone not null,
  login text not null,
  result text not null,
  note text,
  constraint call_back_try_pkey PRIMARY KEY (region_id, call_back_id, ordinal),
  constraint call_back_try_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table call_record (
  region_id text not null,
  channel text not null,
  account text not null,
  call_id text not null,
  at timestamp with time zone not null,
  line text,
  direction text not null,
  caller_key text,
  queue text,
  wait_seconds integer,
  talk_seconds integer,
  disposition text not null,
  operator text,
  purpose text,
  appeal_id uuid,
  constraint call_record_pkey PRIMARY KEY (region_id, channel, account, call_id),
  constraint call_record_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX call_record_at ON call_record USING btree (region_id, at);
CREATE INDEX call_record_of_caller ON call_record USING btree (region_id, caller_key, at) WHERE (caller_key IS NOT NULL);

create table campaign (
  region_id text not null,
  campaign_id uuid not null,
  name text not null,
  theme text not null,
  speakers text not null,
  tag text not null,
  from_day date not null,
  to_day date not null,
  constraint campaign_pkey PRIMARY KEY (region_id, campaign_id),
  constraint campaign_check CHECK ((from_day <= to_day)),
  constraint campaign_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table candidate (
  region_id text not null,
  candidate_id uuid not null,
  source_id uuid not null,
  network text not null,
  external_id text not null,
  found_at timestamp with time zone not null,
  at timestamp with time zone not null,
  text text not null,
  author text,
  url text,
  thread text,
  lat double precision,
  lon double precision,
  municipality text,
  place_why text,
  topic text,
  topic_p real,
  suggestions jsonb not null default '[]'::jsonb,
  odds real not null,
  words text[] not null default '{}'::text[],
  fingerprint bigint not null,
  copies text[] not null default '{}'::text[],
  state text not null,
  round smallint not null default 0,
  reason text,
  decided_by text,
  decided_at timestamp with time zone,
  appeal_id uuid,
  constraint candidate_pkey PRIMARY KEY (region_id, candidate_id),
  constraint candidate_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'rejected'::text]))),
  constraint candidate_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id),
  constraint candidate_region_id_source_id_fkey FOREIGN KEY (region_id, source_id) REFERENCES monitored_source(region_id, source_id)
);
CREATE INDEX candidate_unregistered ON candidate USING btree (region_id) WHERE ((state = 'accepted'::text) AND (appeal_id IS NULL));
CREATE INDEX candidate_verdicts ON candidate USING btree (region_id, source_id, decided_at) WHERE (state <> 'waiting'::text);
CREATE INDEX candidate_waiting ON candidate USING btree (region_id, odds DESC, candidate_id) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX candidate_once ON candidate USING btree (region_id, network, external_id);

create table case_link (
  region_id text not null,
  appeal_id uuid not null,
  other_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  login text not null,
  constraint case_link_pkey PRIMARY KEY (region_id, appeal_id, other_id),
  constraint case_link_kind_check CHECK ((kind = ANY (ARRAY['duplicate'::text, 'related'::text, 'split'::text]))),
  constraint case_link_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX case_link_back ON case_link USING btree (region_id, other_id);

create table case_part (
  region_id text not null,
  part_id uuid not null,
  appeal_id uuid not null,
  organisation text,
  contractor text,
  task text not null,
  due_at timestamp with time zone,
  state text not null,
  result text,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  settled_by text,
  settled_at timestamp with time zone,
  constraint case_part_pkey PRIMARY KEY (region_id, part_id),
  constraint case_part_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'done'::text, 'refused'::text, 'cancelled'::text]))),
  constraint case_part_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX case_part_of_appeal ON case_part USING btree (region_id, appeal_id);
CREATE INDEX case_part_open ON case_part USING btree (region_id, organisation, due_at) WHERE (state = 'asked'::text);

create table case_transfer (
  region_id text not null,
  appeal_id uuid not null,
  direction text not null,
  other_region text not null,
  other_number text,
  digest text not null,
  at timestamp with time zone not null,
  login text not null,
  constraint case_transfer_pkey PRIMARY KEY (region_id, appeal_id, direction),
  constraint case_transfer_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint case_transfer_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table channel_account (
  region_id text not null,
  channel text not null,
  account text not null,
  name text not null,
  enabled boolean not null default true,
  settings jsonb not null default '{}'::jsonb,
  secrets jsonb not null default '{}'::jsonb,
  cursor jsonb,
  next_send_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  last_event_at timestamp with time zone,
  last_sent_at timestamp with time zone,
  last_failure_at timestamp with time zone,
  last_failure text,
  checked_at timestamp with time zone,
  healthy boolean,
  health_detail text,
  constraint channel_account_pkey PRIMARY KEY (region_id, channel, account),
  constraint channel_account_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table contractor_request (
  region_id text not null,
  part_id uuid not null,
  appeal_id uuid not null,
  account text not null,
  service_code text not null,
  outgoing_id uuid not null,
  state text not null,
  token text,
  request_id text,
  status_notes text,
  remote_updated_at timestamp with time zone,
  handed_by text not null,
  handed_at timestamp with time zone not null,
  next_poll_at timestamp with time zone,
  quiet_polls smallint not null default 0,
  error text,
  closed_at timestamp with time zone,
  confirmed_by text,
  confirmed_at timestamp with time zone,
  constraint contractor_request_pkey PRIMARY KEY (region_id, part_id),
  constraint contractor_request_state_check CHECK ((state = ANY (ARRAY['handed'::text, 'token'::text, 'open'::text, 'closed'::text, 'lost'::text]))),
  constraint contractor_request_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX contractor_request_due ON contractor_request USING btree (region_id, account, next_poll_at) WHERE (next_poll_at IS NOT NULL);
CREATE UNIQUE INDEX contractor_request_outgoing ON contractor_request USING btree (region_id, outgoing_id);

create table contractor_service (
  region_id text not null,
  account text not null,
  service_code text not null,
  service_name text not null,
  service_group text,
  attributes jsonb not null default '[]'::jsonb,
  topics text[] not null default '{}'::text[],
  gone boolean not null default false,
  loaded_at timestamp with time zone not null,
  constraint contractor_service_pkey PRIMARY KEY (region_id, account, service_code),
  constraint contractor_service_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table conversation_message (
  region_id text not null,
  message_id uuid not null,
  appeal_id uuid not null,
  channel text not null,
  account text not null,
  thread_key text not null,
  external_id text,
  direction text not null,
  author text not null,
  text text not null,
  at timestamp with time zone not null,
  state text not null,
  opening boolean not null default false,
  edits jsonb not null default '[]'::jsonb,
  deleted_at timestamp with time zone,
  attachments jsonb not null default '[]'::jsonb,
  media_due_at timestamp with time zone,
  media_tries smallint not null default 0,
  source_url text,
  constraint conversation_message_pkey PRIMARY KEY (region_id, message_id),
  constraint conversation_message_author_check CHECK ((author = ANY (ARRAY['resident'::text, 'body'::text]))),
  constraint conversation_message_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint conversation_message_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX conversation_message_media ON conversation_message USING btree (region_id, media_due_at) WHERE (media_due_at IS NOT NULL);
CREATE INDEX conversation_message_of_appeal ON conversation_message USING btree (region_id, appeal_id, at);
CREATE UNIQUE INDEX conversation_message_external ON conversation_message USING btree (region_id, channel, account, external_id, direction) WHERE (external_id IS NOT NULL);

create table crisis (
  region_id text not null,
  crisis_id uuid not null,
  title text not null,
  topics text[] not null,
  municipalities text[],
  from_day date not null,
  to_day date,
  note text not null,
  started_by text not null,
  constraint crisis_pkey PRIMARY KEY (region_id, crisis_id),
  constraint crisis_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table deadline_policy (
  region_id text not null,
  policy_id text not null,
  policy jsonb not null,
  constraint deadline_policy_pkey PRIMARY KEY (region_id, policy_id),
  constraint deadline_policy_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table delegation (
  region_id text not null,
  delegation_id uuid not null,
  login text not null,
  organisation text not null,
  from_day date not null,
  to_day date,
  granted_by text not null,
  constraint delegation_pkey PRIMARY KEY (region_id, delegation_id),
  constraint delegation_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX delegation_of_account ON delegation USING btree (region_id, login);

create table draft (
  region_id text not null,
  draft_id uuid not null,
  appeal_id uuid not null,
  edition integer not null,
  at timestamp with time zone not null,
  login text not null,
  understood text not null,
  cause text not null,
  plan text not null,
  plan_date date,
  outcome text not null,
  constraint draft_pkey PRIMARY KEY (region_id, draft_id),
  constraint draft_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE UNIQUE INDEX draft_edition ON draft USING btree (region_id, appeal_id, edition);

create table escalation (
  region_id text not null,
  escalation_id uuid not null,
  appeal_id uuid not null,
  level smallint not null,
  why text not null,
  at timestamp with time zone not null,
  to_role text not null,
  to_organisation text,
  acknowledged_by text,
  acknowledged_at timestamp with time zone,
  constraint escalation_pkey PRIMARY KEY (region_id, escalation_id),
  constraint escalation_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX escalation_of_appeal ON escalation USING btree (region_id, appeal_id);
CREATE INDEX escalation_open ON escalation USING btree (region_id, at) WHERE (acknowledged_at IS NULL);

create table escalation_letter (
  region_id text not null,
  escalation_id uuid not null,
  login text not null,
  channel text not null,
  sent_at timestamp with time zone not null,
  constraint escalation_letter_pkey PRIMARY KEY (region_id, escalation_id, login, channel),
  constraint escalation_letter_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'bot'::text]))),
  constraint escalation_letter_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX escalation_letter_of_person ON escalation_letter USING btree (region_id, login, channel, sent_at);

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
CREATE INDEX event_of_spike ON event USING btree (region_id, ((data ->> 'spike'::text))) WHERE (type ~~ 'spike.%'::text);

create table event_cursor (
  region_id text not null,
  follower text not null,
  transaction_id xid8 not null,
  seq bigint not null,
  constraint event_cursor_pkey PRIMARY KEY (region_id, follower),
  constraint event_cursor_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table extension (
  region_id text not null,
  extension_id uuid not null,
  appeal_id uuid not null,
  days smallint not null,
  reason text not null,
  state text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  constraint extension_pkey PRIMARY KEY (region_id, extension_id),
  constraint extension_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text]))),
  constraint extension_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX extension_of_appeal ON extension USING btree (region_id, appeal_id);

create table identity_code (
  region_id text not null,
  code_id uuid not null,
  asker_key text not null,
  asker_appeal uuid,
  appeal_id uuid,
  code_hash bytea,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  tries smallint not null default 0,
  used_at timestamp with time zone,
  constraint identity_code_pkey PRIMARY KEY (region_id, code_id),
  constraint identity_code_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX identity_code_of_appeal ON identity_code USING btree (region_id, appeal_id, created_at) WHERE (appeal_id IS NOT NULL);
CREATE INDEX identity_code_of_asker ON identity_code USING btree (region_id, asker_key, created_at);

create table identity_link (
  region_id text not null,
  link_id uuid not null,
  one_key text not null,
  other_key text not null,
  one_appeal uuid,
  other_appeal uuid,
  proof text not null,
  reason text,
  at timestamp with time zone not null,
  login text,
  ended_at timestamp with time zone,
  ended_by text,
  ended_reason text,
  constraint identity_link_pkey PRIMARY KEY (region_id, link_id),
  constraint identity_link_check CHECK ((one_key <> other_key)),
  constraint identity_link_proof_check CHECK ((proof = ANY (ARRAY['code'::text, 'follow_link'::text, 'operator'::text]))),
  constraint identity_link_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX identity_link_back ON identity_link USING btree (region_id, other_key) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX identity_link_live ON identity_link USING btree (region_id, one_key, other_key) WHERE (ended_at IS NULL);

create table incoming_delivery (
  region_id text not null,
  channel text not null,
  account text not null,
  event_id text not null,
  delivery_id uuid not null,
  received_at timestamp with time zone not null,
  body bytea,
  body_until date not null,
  state text not null default 'pending'::text,
  attempts smallint not null default 0,
  next_at timestamp with time zone not null,
  error text,
  appeal_id uuid,
  finished_at timestamp with time zone,
  constraint incoming_delivery_pkey PRIMARY KEY (region_id, channel, account, event_id),
  constraint incoming_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'ignored'::text, 'dead'::text]))),
  constraint incoming_delivery_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX incoming_delivery_dead ON incoming_delivery USING btree (region_id, delivery_id) WHERE (state = 'dead'::text);
CREATE INDEX incoming_delivery_pending ON incoming_delivery USING btree (region_id, next_at, delivery_id) WHERE (state = 'pending'::text);
CREATE INDEX incoming_delivery_received ON incoming_delivery USING btree (region_id, received_at);
CREATE UNIQUE INDEX incoming_delivery_by_id ON incoming_delivery USING btree (region_id, delivery_id);

create table known_event (
  region_id text not null,
  event_id uuid not null,
  title text not null,
  kind text not null,
  topics text[] not null,
  municipalities text[] not null,
  from_day date not null,
  to_day date not null,
  note text not null,
  entered_by text not null,
  entered_at timestamp with time zone not null,
  constraint known_event_pkey PRIMARY KEY (region_id, event_id),
  constraint known_event_check CHECK ((to_day >= from_day)),
  constraint known_event_kind_check CHECK ((kind = ANY (ARRAY['outage'::text, 'works'::text, 'programme'::text, 'campaign'::text, 'weather'::text, 'other'::text]))),
  constraint known_event_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX known_event_by_day ON known_event USING btree (region_id, to_day);

create table letter (
  region_id text not null,
  letter_id uuid not null,
  appeal_id uuid not null,
  source text not null,
  kind text not null,
  organisation text not null,
  at timestamp with time zone not null,
  number text,
  postal_address text,
  state text not null,
  sent_on date,
  track text,
  sent_by text,
  constraint letter_pkey PRIMARY KEY (region_id, letter_id),
  constraint letter_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'interim'::text, 'question'::text, 'extended'::text, 'forwarded'::text, 'notice'::text, 'registered'::text]))),
  constraint letter_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'to_print'::text, 'sent'::text]))),
  constraint letter_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX letter_by_state ON letter USING btree (region_id, state, at, letter_id) WHERE (state <> 'kept'::text);
CREATE UNIQUE INDEX letter_number ON letter USING btree (region_id, organisation, number) WHERE (number IS NOT NULL);
CREATE UNIQUE INDEX letter_of_source ON letter USING btree (region_id, appeal_id, source);

create table letter_counter (
  region_id text not null,
  organisation text not null,
  year integer not null,
  next integer not null,
  constraint letter_counter_pkey PRIMARY KEY (region_id, organisation, year),
  constraint letter_counter_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table letterhead (
  region_id text not null,
  organisation text not null,
  address text not null default ''::text,
  phone text not null default ''::text,
  email text not null default ''::text,
  signer_position text not null default ''::text,
  signer_name text not null default ''::text,
  number_prefix text not null default 'ОГ'::text,
  constraint letterhead_pkey PRIMARY KEY (region_id, organisation),
  constraint letterhead_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table macro (
  region_id text not null,
  macro_id uuid not null,
  title text not null,
  actions jsonb not null,
  made_by text not null,
  constraint macro_pkey PRIMARY KEY (region_id, macro_id),
  constraint macro_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table mention_reading (
  region_id text not null,
  login text not null,
  note_id uuid not null,
  at timestamp with time zone not null,
  constraint mention_reading_pkey PRIMARY KEY (region_id, login, note_id),
  constraint mention_reading_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
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

create table monitored_source (
  region_id text not null,
  source_id uuid not null,
  kind text not null,
  network text not null,
  name text not null,
  address text not null,
  organisation text,
  municipality text,
  audience integer,
  reading text not null,
  queries text[] not null default '{}'::text[],
  enabled boolean not null default true,
  cursor jsonb not null default '{}'::jsonb,
  next_read_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  last_read_at timestamp with time zone,
  last_posts integer,
  last_candidates integer,
  last_error_at timestamp with time zone,
  last_error text,
  failures smallint not null default 0,
  constraint monitored_source_pkey PRIMARY KEY (region_id, source_id),
  constraint monitored_source_kind_check CHECK ((kind = ANY (ARRAY['official'::text, 'community'::text, 'media'::text, 'channel'::text, 'personal'::text]))),
  constraint monitored_source_reading_check CHECK ((reading = ANY (ARRAY['vk_search'::text, 'feed'::text, 'export'::text, 'none'::text]))),
  constraint monitored_source_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE UNIQUE INDEX monitored_source_once ON monitored_source USING btree (region_id, network, lower(address));

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

create table note (
  region_id text not null,
  note_id uuid not null,
  appeal_id uuid not null,
  at timestamp with time zone not null,
  login text not null,
  text text not null,
  mentions text[] not null default '{}'::text[],
  constraint note_pkey PRIMARY KEY (region_id, note_id),
  constraint note_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX note_mentions ON note USING gin (mentions);
CREATE INDEX note_of_appeal ON note USING btree (region_id, appeal_id);

create table number_block (
  region_id text not null,
  year integer not null,
  next bigint not null,
  constraint number_block_pkey PRIMARY KEY (region_id, year),
  constraint number_block_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table on_behalf (
  region_id text not null,
  appeal_id uuid not null,
  at timestamp with time zone not null,
  login text not null,
  office text,
  speaker text,
  answer_form text not null,
  received_on date not null,
  registration_due timestamp with time zone,
  postal_address text,
  sender_name text,
  sender_number text,
  sender_date date,
  card_number text,
  constraint on_behalf_pkey PRIMARY KEY (region_id, appeal_id),
  constraint on_behalf_answer_form_check CHECK ((answer_form = ANY (ARRAY['written'::text, 'oral'::text]))),
  constraint on_behalf_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
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

create table outgoing_attempt (
  region_id text not null,
  outgoing_id uuid not null,
  attempt smallint not null,
  at timestamp with time zone not null,
  outcome text not null,
  detail text,
  constraint outgoing_attempt_pkey PRIMARY KEY (region_id, outgoing_id, attempt, at),
  constraint outgoing_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'later'::text, 'dead'::text, 'bounced'::text]))),
  constraint outgoing_attempt_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table outgoing_message (
  region_id text not null,
  outgoing_id uuid not null,
  appeal_id uuid,
  message_id uuid,
  channel text not null,
  account text not null,
  thread_key text not null,
  recipient text not null,
  reply_to text,
  text text not null,
  attachments jsonb not null default '[]'::jsonb,
  options jsonb not null default '{}'::jsonb,
  dedupe_key text not null,
  state text not null,
  attempts smallint not null default 0,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  scheduled boolean not null default false,
  lease_until timestamp with time zone,
  sent_at timestamp with time zone,
  external_id text,
  error text,
  constraint outgoing_message_pkey PRIMARY KEY (region_id, outgoing_id),
  constraint outgoing_message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'held'::text, 'sending'::text, 'sent'::text, 'dead'::text]))),
  constraint outgoing_message_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX outgoing_message_created ON outgoing_message USING btree (region_id, created_at);
CREATE INDEX outgoing_message_kept ON outgoing_message USING btree (region_id, outgoing_id) WHERE (state = ANY (ARRAY['held'::text, 'dead'::text]));
CREATE INDEX outgoing_message_of_appeal ON outgoing_message USING btree (region_id, appeal_id);
CREATE INDEX outgoing_message_open ON outgoing_message USING btree (region_id, due_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE UNIQUE INDEX outgoing_message_once ON outgoing_message USING btree (region_id, dedupe_key);

create table pause (
  region_id text not null,
  pause_id uuid not null,
  appeal_id uuid not null,
  why text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  constraint pause_pkey PRIMARY KEY (region_id, pause_id),
  constraint pause_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX pause_of_appeal ON pause USING btree (region_id, appeal_id);

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

create table process_version (
  region_id text not null,
  process_id uuid not null,
  from_day date not null,
  title text not null,
  description text not null,
  topic text,
  organisation text,
  constraint process_version_pkey PRIMARY KEY (region_id, process_id),
  constraint process_version_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table promise (
  region_id text not null,
  promise_id uuid not null,
  appeal_id uuid not null,
  organisation text not null,
  made_at timestamp with time zone not null,
  login text not null,
  text text not null,
  until date not null,
  state text not null,
  settled_at timestamp with time zone,
  constraint promise_pkey PRIMARY KEY (region_id, promise_id),
  constraint promise_state_check CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'broken'::text, 'moved'::text]))),
  constraint promise_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX promise_of_appeal ON promise USING btree (region_id, appeal_id);
CREATE INDEX promise_open ON promise USING btree (region_id, until) WHERE (state = 'open'::text);

create table push_subscription (
  region_id text not null,
  appeal_id uuid not null,
  subscription_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  created_at timestamp with time zone not null,
  constraint push_subscription_pkey PRIMARY KEY (region_id, appeal_id, subscription_id),
  constraint push_subscription_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX push_subscription_by_id ON push_subscription USING btree (region_id, subscription_id);
CREATE UNIQUE INDEX push_subscription_once ON push_subscription USING btree (region_id, appeal_id, endpoint);

create table quality_review (
  region_id text not null,
  review_id uuid not null,
  appeal_id uuid not null,
  answer_id uuid not null,
  sampled_why text not null,
  sampled_at timestamp with time zone not null,
  reviewer text,
  reviewed_at timestamp with time zone,
  checklist jsonb,
  score real,
  verdict text,
  comment text,
  constraint quality_review_pkey PRIMARY KEY (region_id, review_id),
  constraint quality_review_verdict_check CHECK ((verdict = ANY (ARRAY['pass'::text, 'rework'::text]))),
  constraint quality_review_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX quality_review_waiting ON quality_review USING btree (region_id, sampled_at) WHERE (reviewed_at IS NULL);
CREATE UNIQUE INDEX quality_review_of_answer ON quality_review USING btree (region_id, answer_id);

create table rating (
  region_id text not null,
  rating_id uuid not null,
  appeal_id uuid not null,
  at timestamp with time zone not null,
  stars smallint not null,
  reasons text[] not null default '{}'::text[],
  comment text,
  constraint rating_pkey PRIMARY KEY (region_id, rating_id),
  constraint rating_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  constraint rating_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX rating_of_appeal ON rating USING btree (region_id, appeal_id);

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

create table secondment (
  region_id text not null,
  secondment_id uuid not null,
  login text not null,
  home_organisation text not null,
  sector text not null,
  from_day date not null,
  to_day date,
  constraint secondment_pkey PRIMARY KEY (region_id, secondment_id),
  constraint secondment_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX secondment_of_account ON secondment USING btree (region_id, login);

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

create table spike (
  region_id text not null,
  spike_id uuid not null,
  version integer not null default 1,
  series text not null,
  detector text not null,
  state text not null,
  verdict text,
  verdict_by text,
  verdict_at timestamp with time zone,
  note text,
  topic text not null,
  places text[] not null,
  first_day date not null,
  last_day date not null,
  peak_day date not null,
  peak_count integer not null,
  count integer not null,
  expected double precision not null,
  p double precision not null,
  score double precision not null,
  authors integer,
  kind text not null,
  words jsonb not null,
  explanation jsonb not null,
  samples uuid[] not null,
  urgent_share real not null,
  overdue_share real not null,
  chart jsonb not null,
  organisation text,
  assignee text,
  outcome text,
  found_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  over_at timestamp with time zone,
  known_event uuid,
  known_as text,
  lead_appeal uuid,
  constraint spike_pkey PRIMARY KEY (region_id, spike_id),
  constraint spike_detector_check CHECK ((detector = ANY (ARRAY['waves'::text, 'scan'::text, 'words'::text]))),
  constraint spike_series_check CHECK ((series = ANY (ARRAY['appeals'::text, 'publications'::text]))),
  constraint spike_state_check CHECK ((state = ANY (ARRAY['found'::text, 'confirmed'::text, 'false'::text, 'known'::text, 'assigned'::text, 'over'::text]))),
  constraint spike_verdict_check CHECK ((verdict = ANY (ARRAY['confirmed'::text, 'false'::text, 'known'::text]))),
  constraint spike_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX spike_by_day ON spike USING btree (region_id, last_day DESC);
CREATE INDEX spike_decided ON spike USING btree (region_id, verdict_at) WHERE (verdict IS NOT NULL);
CREATE INDEX spike_not_over ON spike USING btree (region_id, last_day) WHERE (state <> ALL (ARRAY['over'::text, 'false'::text]));
CREATE INDEX spike_of_event ON spike USING btree (region_id, known_event) WHERE (known_event IS NOT NULL);

create table temporary_group (
  region_id text not null,
  code text not null,
  name text not null,
  role text not null,
  until_day date not null,
  constraint temporary_group_pkey PRIMARY KEY (region_id, code),
  constraint temporary_group_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);

create table thread (
  region_id text not null,
  channel text not null,
  account text not null,
  thread_key text not null,
  appeal_id uuid not null,
  scope text not null,
  recipient text not null,
  reply_to text,
  last_at timestamp with time zone not null,
  constraint thread_pkey PRIMARY KEY (region_id, channel, account, thread_key),
  constraint thread_scope_check CHECK ((scope = ANY (ARRAY['comments'::text, 'dialog'::text, 'mail'::text, 'call'::text, 'api'::text]))),
  constraint thread_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX thread_of_appeal ON thread USING btree (region_id, appeal_id, last_at);

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

create table verification (
  region_id text not null,
  verification_id uuid not null,
  appeal_id uuid not null,
  at timestamp with time zone not null,
  login text,
  how text not null,
  confirmed boolean not null,
  text text,
  attachments uuid[] not null default '{}'::uuid[],
  checks jsonb not null default '[]'::jsonb,
  constraint verification_pkey PRIMARY KEY (region_id, verification_id),
  constraint verification_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(region_id)
);
CREATE INDEX verification_of_appeal ON verification USING btree (region_id, appeal_id);
