-- Where a member of staff is written to about alerts: {"email": "…", "telegram": "chat id"}. Empty = only on the screen.
alter table account add column notify jsonb not null default '{}';
