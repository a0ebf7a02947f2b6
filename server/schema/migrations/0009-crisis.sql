-- A time in which a set of topics is watched by the hour.
create table crisis (
  region_id text not null references region,
  crisis_id uuid not null,
  title text not null,
  topics text[] not null,
  -- null = the whole region
  municipalities text[],
  from_day date not null,
  to_day date,
  note text not null,
  started_by text not null,
  primary key (region_id, crisis_id)
);
