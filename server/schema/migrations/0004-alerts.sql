-- Alerts: spikes as objects that people decide on, and who is to be told of them.

create table spike (
  region_id text not null references region,
  spike_id uuid not null,
  version integer not null default 1,
  series text not null check (series in ('appeals', 'publications')),
  detector text not null check (detector in ('waves', 'scan', 'words')),
  state text not null check (state in ('found', 'confirmed', 'false', 'known', 'assigned', 'over')),
  -- Outlives the state: thresholds learn from it.
  verdict text check (verdict in ('confirmed', 'false', 'known')),
  verdict_by text,
  verdict_at timestamptz,
  note text,
  topic text not null,
  -- Empty = the whole region.
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
  found_at timestamptz not null,
  updated_at timestamptz not null,
  over_at timestamptz,
  primary key (region_id, spike_id)
);
create index spike_by_day on spike (region_id, last_day desc);
create index spike_not_over on spike (region_id, last_day) where state not in ('over', 'false');
create index spike_decided on spike (region_id, verdict_at) where verdict is not null;
-- The life of one spike, from the log.
create index event_of_spike on event (region_id, (data->>'spike')) where type like 'spike.%';

-- Who is to hear of a spike, by which way, and not before when. Senders take what is pending; one person hears of one spike
-- once by each way.
create table alert_delivery (
  region_id text not null references region,
  delivery_id uuid not null,
  spike_id uuid not null,
  login text not null,
  channel text not null check (channel in ('screen', 'email', 'bot')),
  state text not null check (state in ('pending', 'sent', 'failed', 'skipped')),
  not_before timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  error text,
  primary key (region_id, delivery_id),
  constraint told_once unique (region_id, spike_id, login, channel)
);
create index alert_delivery_pending on alert_delivery (region_id, not_before) where state = 'pending';
