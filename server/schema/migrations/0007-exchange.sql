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

-- What an operator writes down when somebody calls, comes or sends paper: beside the case, for the receipt and the postal answer.
create table on_behalf (
  region_id text not null references region,
  appeal_id uuid not null,
  at timestamptz not null,
  login text not null,
  -- Code of the office of МФЦ, or the place of a personal reception.
  office text,
  speaker text,
  answer_form text not null check (answer_form in ('written', 'oral')),
  -- The day the paper came; registration may be up to three days later.
  received_on date not null,
  registration_due timestamptz,
  postal_address text,
  primary key (region_id, appeal_id)
);

-- Who calls again is found by the last ten digits, however the number was written.
create index applicant_phone on applicant (region_id, right(regexp_replace(phone, '\D', '', 'g'), 10)) where phone is not null;
