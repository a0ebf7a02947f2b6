-- Rows of the main path no longer refer to `region`. Every filing checked the same single row four times (message, appeal,
-- applicant, event), a fifth time for the text index: 40 % of PostgreSQL's processor time a filing, and a share lock on one row
-- that all writers had in common. A region is never deleted, and whoever writes has read its code from that table.

alter table message drop constraint message_region_id_fkey;
alter table appeal drop constraint appeal_region_id_fkey;
alter table applicant drop constraint applicant_region_id_fkey;
alter table event drop constraint event_region_id_fkey;
alter table appeal_search drop constraint appeal_search_region_id_fkey;
