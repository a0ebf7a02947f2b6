-- Channels: what they deliver (kept as it came), threads and their messages, what leaves the system (the outbox) and its delivery log.

-- One row for every connection to a provider: a community, a bot, a mailbox. Secrets are not here: `secrets` says in which
-- environment variable each one is.
create table channel_account (
  region_id text not null references region,
  channel text not null,
  account text not null,
  name text not null,
  enabled boolean not null default true,
  settings jsonb not null default '{}',
  secrets jsonb not null default '{}',
  -- How far a polled source has been read (mail: UIDVALIDITY and UID).
  cursor jsonb,
  -- The provider's limit, shared by all processes: nothing is sent before.
  next_send_at timestamptz not null default '-infinity',
  last_event_at timestamptz,
  last_sent_at timestamptz,
  last_failure_at timestamptz,
  last_failure text,
  checked_at timestamptz,
  healthy boolean,
  health_detail text,
  primary key (region_id, channel, account)
);

-- What a provider delivered, byte for byte, once: the key is the promise. Acknowledged after this row is committed, read later.
create table incoming_delivery (
  region_id text not null references region,
  channel text not null,
  account text not null,
  event_id text not null,
  -- Time-ordered: the order of arrival.
  delivery_id uuid not null,
  received_at timestamptz not null,
  body bytea,
  -- Day after which the body is erased.
  body_until date not null,
  state text not null default 'pending' check (state in ('pending', 'done', 'ignored', 'dead')),
  attempts smallint not null default 0,
  next_at timestamptz not null,
  error text,
  appeal_id uuid,
  finished_at timestamptz,
  primary key (region_id, channel, account, event_id)
);
create unique index incoming_delivery_by_id on incoming_delivery (region_id, delivery_id);
create index incoming_delivery_pending on incoming_delivery (region_id, next_at, delivery_id) where state = 'pending';
create index incoming_delivery_dead on incoming_delivery (region_id, delivery_id) where state = 'dead';
create index incoming_delivery_received on incoming_delivery (region_id, received_at);

-- Where a conversation with a resident goes on: a branch of comments, a private chat, a chain of letters.
create table thread (
  region_id text not null references region,
  channel text not null,
  account text not null,
  thread_key text not null,
  appeal_id uuid not null,
  scope text not null check (scope in ('comments', 'dialog', 'mail', 'call', 'api')),
  recipient text not null,
  -- External id of the resident's last message: an answer is written under it.
  reply_to text,
  last_at timestamptz not null,
  primary key (region_id, channel, account, thread_key)
);
create index thread_of_appeal on thread (region_id, appeal_id, last_at);

-- Everything said in the threads of a case, both ways, in one order. Nothing is overwritten: an edit is added, a deletion is marked.
create table conversation_message (
  region_id text not null references region,
  message_id uuid not null,
  appeal_id uuid not null,
  channel text not null,
  account text not null,
  thread_key text not null,
  -- The provider's identifier; an answer has none until it is sent.
  external_id text,
  direction text not null check (direction in ('in', 'out')),
  author text not null check (author in ('resident', 'body')),
  -- As it was first heard.
  text text not null,
  at timestamptz not null,
  -- in: received, deleted · out: queued, held, sending, sent, failed
  state text not null,
  -- The message the appeal was made of: its text is also the appeal's.
  opening boolean not null default false,
  -- Later versions by the author: [{at, text}].
  edits jsonb not null default '[]',
  deleted_at timestamptz,
  -- [{kind, name, state: wanted|stored|unavailable|kept_outside, photoId?, why?}]
  attachments jsonb not null default '[]',
  -- When attachments that are still with the provider are to be fetched; null when there are none left to fetch.
  media_due_at timestamptz,
  media_tries smallint not null default 0,
  source_url text,
  primary key (region_id, message_id)
);
create index conversation_message_media on conversation_message (region_id, media_due_at) where media_due_at is not null;
create unique index conversation_message_external
  on conversation_message (region_id, channel, account, external_id, direction) where external_id is not null;
create index conversation_message_of_appeal on conversation_message (region_id, appeal_id, at);

-- The outbox: written in the transaction of the change that causes it, delivered by background jobs.
create table outgoing_message (
  region_id text not null references region,
  outgoing_id uuid not null,
  -- null: nobody's case (the legal note to a letter, a call to another system)
  appeal_id uuid,
  message_id uuid,
  channel text not null,
  account text not null,
  thread_key text not null,
  recipient text not null,
  reply_to text,
  text text not null,
  attachments jsonb not null default '[]',
  options jsonb not null default '{}',
  -- The same answer asked for twice is sent once.
  dedupe_key text not null,
  -- held: a pilot region says nothing outside; kept and counted apart
  state text not null check (state in ('queued', 'held', 'sending', 'sent', 'dead')),
  attempts smallint not null default 0,
  created_at timestamptz not null,
  due_at timestamptz not null,
  -- A job for it has been made; cleared when the job is known to be lost.
  scheduled boolean not null default false,
  -- Until then whoever is sending may be alive.
  lease_until timestamptz,
  sent_at timestamptz,
  external_id text,
  error text,
  primary key (region_id, outgoing_id)
);
create unique index outgoing_message_once on outgoing_message (region_id, dedupe_key);
create index outgoing_message_open on outgoing_message (region_id, due_at) where state in ('queued', 'sending');
create index outgoing_message_kept on outgoing_message (region_id, outgoing_id) where state in ('held', 'dead');
create index outgoing_message_of_appeal on outgoing_message (region_id, appeal_id);
create index outgoing_message_created on outgoing_message (region_id, created_at);

-- The delivery log: one row for every try.
create table outgoing_attempt (
  region_id text not null references region,
  outgoing_id uuid not null,
  attempt smallint not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('sent', 'later', 'dead', 'bounced')),
  detail text,
  primary key (region_id, outgoing_id, attempt, at)
);

-- Calls to a hotline or 122, also those that became no appeal: answered share, waits and repeats are counted over them.
create table call_record (
  region_id text not null references region,
  channel text not null,
  account text not null,
  call_id text not null,
  at timestamptz not null,
  line text,
  direction text not null,
  -- Pseudonym of the number; the number itself is only with the appeal it became.
  caller_key text,
  queue text,
  wait_seconds integer,
  talk_seconds integer,
  disposition text not null,
  operator text,
  purpose text,
  appeal_id uuid,
  primary key (region_id, channel, account, call_id)
);
create index call_record_at on call_record (region_id, at);
