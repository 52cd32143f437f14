-- Decisions, each under the digest that receipts and the chain carry. A decision is evidence: the
-- application may add and read, and nothing else.
create table decision (
  id             digest primary key,
  job            uuid not null references job,
  readers        text[] not null check (cardinality(readers) > 0),
  record         bytea not null,
  policy_bundle  digest not null references policy_bundle,
  decided_at     timestamptz not null
);
create index decision_by_job on decision (job);

alter table decision enable row level security;
alter table decision force row level security;
create policy readers on decision for select using (in_tenants(readers));
create policy adding on decision for insert with check (in_tenants(readers));
grant select, insert on decision to "${app_role}";
