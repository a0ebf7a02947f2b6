-- Browsers that asked to be told of a case: addresses and keys their push services gave them (RFC 8030, RFC 8291). No account and no
-- name: whoever holds the link of the case may ask. Bounded for each case; deleted when the push service says that it is gone.
create table push_subscription (
  region_id text not null references region,
  appeal_id uuid not null,
  subscription_id uuid not null,
  endpoint text not null,
  -- The browser's public key and secret, base64url: what is sent can be read by that browser alone.
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null,
  primary key (region_id, appeal_id, subscription_id)
);
create unique index push_subscription_once on push_subscription (region_id, appeal_id, endpoint);
create index push_subscription_by_id on push_subscription (region_id, subscription_id);
