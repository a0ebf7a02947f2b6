-- Campaigns («прямая линия») and what came of them; cases taken from and handed to other regions as packages.

create table campaign (
  region_id text not null references region,
  campaign_id uuid not null,
  name text not null,
  theme text not null,
  speakers text not null,
  tag text not null,
  from_day date not null,
  to_day date not null,
  primary key (region_id, campaign_id),
  check (from_day <= to_day)
);

create table appeal_campaign (
  region_id text not null,
  appeal_id uuid not null,
  campaign_id uuid not null,
  primary key (region_id, appeal_id),
  foreign key (region_id, campaign_id) references campaign
);
create index appeal_of_campaign on appeal_campaign (region_id, campaign_id);

-- Who sent a case here, or where it was sent: its number on the other side and the digest of the package.
create table case_transfer (
  region_id text not null references region,
  appeal_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  other_region text not null,
  other_number text,
  digest text not null,
  at timestamptz not null,
  login text not null,
  primary key (region_id, appeal_id, direction)
);
