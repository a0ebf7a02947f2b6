-- Saved lists of actions that people do over and over.
create table macro (
  region_id text not null references region,
  macro_id uuid not null,
  title text not null,
  actions jsonb not null,
  made_by text not null,
  primary key (region_id, macro_id)
);
