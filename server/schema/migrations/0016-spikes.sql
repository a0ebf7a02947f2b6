-- What is known beforehand, and which case a spike's appeals have been joined under.

-- A planned outage, a holiday programme: its days teach no usual level, and a wave it explains is known and alarms nobody.
create table known_event (
  region_id text not null references region,
  event_id uuid not null,
  title text not null,
  kind text not null check (kind in ('outage', 'works', 'programme', 'campaign', 'weather', 'other')),
  -- Topics of any level; empty = all.
  topics text[] not null,
  -- Empty = the whole region.
  municipalities text[] not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  note text not null,
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (region_id, event_id)
);
create index known_event_by_day on known_event (region_id, to_day);

alter table spike
  -- The event or crisis that explains it, and its title, which outlives the event.
  add column known_event uuid,
  add column known_as text,
  add column lead_appeal uuid;
create index spike_of_event on spike (region_id, known_event) where known_event is not null;
