-- The gateway's tables. The owner role runs this file; the application's role (${app_role}) owns
-- nothing, so that row security, which is forced on every table, cannot be switched off by it.
--
-- Every transaction first names its scope: set_config('cloister.tenant', ...) for a caller, or
-- set_config('cloister.scope', 'system') for the gateway's own background work. With neither set,
-- no row is visible.

create function in_tenant(owner text) returns boolean language sql stable as
$$ select current_setting('cloister.scope', true) = 'system'
       or owner = nullif(current_setting('cloister.tenant', true), '') $$;

create function in_tenants(parties text[]) returns boolean language sql stable as
$$ select current_setting('cloister.scope', true) = 'system'
       or nullif(current_setting('cloister.tenant', true), '') = any (parties) $$;

create function in_system() returns boolean language sql stable as
$$ select current_setting('cloister.scope', true) = 'system' $$;

create domain digest as text check (value ~ '^[0-9a-f]{64}$');

-- Datasets ------------------------------------------------------------------------------------

create table dataset (
  id           digest primary key,
  tenant       text not null check (tenant <> ''),
  name         text not null,
  statement    bytea not null,
  state        text not null check (state in ('REGISTERED', 'READY')),
  content      bytea,
  upload       uuid,
  created_at   timestamptz not null,
  check ((state = 'READY') = (content is not null and upload is not null))
);
create index dataset_by_tenant on dataset (tenant, created_at desc, id);

create table upload (
  id            uuid primary key,
  dataset       digest not null references dataset,
  tenant        text not null,
  statement     bytea not null,
  content_hash  digest not null,
  total_bytes   bigint not null check (total_bytes > 0),
  received      bigint not null check (received >= 0 and received <= total_bytes),
  hash_state    bytea not null,
  state         text not null check (state in ('OPEN', 'COMPLETE', 'REFUSED')),
  created_at    timestamptz not null,
  expires_at    timestamptz not null
);
create index upload_open on upload (expires_at) where state <> 'COMPLETE';
alter table dataset add foreign key (upload) references upload;

create table upload_chunk (
  upload    uuid not null references upload on delete cascade,
  position  bigint not null check (position >= 0),
  bytes     bytea not null check (length(bytes) between 1 and 4194304),
  primary key (upload, position)
);
-- Ciphertext does not compress: store it as it is.
alter table upload_chunk alter column bytes set storage external;

-- Definitions ---------------------------------------------------------------------------------

create table definition (
  id          digest primary key,
  proposer    text not null,
  parties     text[] not null,
  name        text not null,
  bytes       bytea not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  check (proposer = any (parties))
);
create index definition_by_time on definition (created_at desc, id);

create table definition_input (
  definition  digest not null references definition,
  position    int not null,
  table_name  text not null,
  dataset     digest not null references dataset,
  tenant      text not null,
  primary key (definition, position),
  unique (definition, table_name)
);
create index definition_input_by_dataset on definition_input (dataset);

create table approval (
  definition   digest not null references definition,
  dataset      digest not null references dataset,
  statement    bytea not null,
  approved_at  timestamptz not null,
  expires_at   timestamptz not null,
  primary key (definition, dataset)
);

create table key_grant (
  definition  digest not null references definition,
  dataset     digest not null references dataset,
  recipient   digest not null,
  bytes       bytea not null,
  primary key (definition, dataset, recipient)
);

create table stop_order (
  definition  digest not null references definition,
  dataset     digest not null references dataset,
  statement   bytea not null,
  stopped_at  timestamptz not null,
  primary key (definition, dataset)
);

-- Workers and the chain -----------------------------------------------------------------------

create table registered_worker (
  id                digest primary key,
  operator          text not null,
  region            text not null,
  mode              text not null,
  measurement       text not null,
  confidence_class  int not null,
  attested_at       timestamptz not null,
  expires_at        timestamptz not null,
  signing_key       bytea not null,
  recipient_key     bytea not null,
  recipient         digest not null,
  registration      bytea not null,
  state             text not null
);

-- Every registration there was, since a bundle proves the one that a job was assigned by.
create table worker_registration (
  id          digest primary key,
  expires_at  timestamptz not null,
  proof       bytea not null
);
create index worker_registration_by_expiry on worker_registration (expires_at);

create table chain_cursor (
  chain_id     digest primary key,
  next_height  bigint not null check (next_height >= 0),
  previous     digest not null
);

-- Jobs ----------------------------------------------------------------------------------------

create table policy_bundle (
  id     digest primary key,
  bytes  bytea not null
);

create table job (
  id                uuid primary key,
  tenant            text not null,
  readers           text[] not null,
  definition        digest not null references definition,
  purpose           text not null,
  request_id        bytea not null check (length(request_id) = 16),
  idempotency_key   text not null check (length(idempotency_key) between 1 and 255),
  fingerprint       bytea not null,
  state             text not null check (state in ('SUBMITTED', 'AUTHORIZED', 'ASSIGNED',
                      'RUNNING', 'COMPARING', 'FINAL', 'DENIED', 'FAILED', 'CANCELLED', 'EXPIRED')),
  round             int not null default 0,
  cancel_requested  boolean not null default false,
  context           bytea not null,
  salt              bytea not null check (length(salt) = 32),
  decision          bytea not null,
  policy_bundle     digest not null references policy_bundle,
  mode              text,
  problem_code      text,
  problem_detail    text,
  receipt_worker    digest,
  workers           text[] not null default '{}',
  agreeing          text[] not null default '{}',
  dissenting        text[] not null default '{}',
  silent            text[] not null default '{}',
  submitted_at      timestamptz not null,
  updated_at        timestamptz not null,
  expires_at        timestamptz not null,
  deadline          timestamptz,
  sequence          int not null check (sequence > 0),
  unique (tenant, idempotency_key),
  check (tenant = any (readers)),
  -- Every state that is not final has a deadline and is driven again when it passes.
  check ((deadline is null) = (state in ('FINAL', 'DENIED', 'FAILED', 'CANCELLED', 'EXPIRED')))
);
create index job_by_time on job (submitted_at desc, id);
create index job_due on job (deadline) where deadline is not null;

create table job_event (
  job       uuid not null references job,
  sequence  int not null check (sequence > 0),
  state     text not null,
  at        timestamptz not null,
  primary key (job, sequence)
);

create table job_parameters (
  job       uuid not null references job,
  worker    digest not null,
  envelope  bytea not null,
  primary key (job, worker)
);

create table job_order (
  job         uuid not null references job,
  worker      digest not null,
  round       int not null,
  envelope    bytea,
  drive_at    timestamptz not null,
  fetched_at  timestamptz,
  primary key (job, worker)
);
create index job_order_unpackaged on job_order (drive_at) where envelope is null;

create table job_result (
  job            uuid not null references job,
  worker         digest not null,
  round          int not null,
  sealed_result  bytea not null,
  receipt        bytea not null,
  received_at    timestamptz not null,
  primary key (job, worker, round)
);

create table job_bundle (
  job       uuid primary key references job,
  drive_at  timestamptz not null,
  worker    digest,
  bundle    bytea
);
create index job_bundle_missing on job_bundle (drive_at) where bundle is null;

create table outbox (
  id          bigint generated always as identity primary key,
  job         uuid not null references job,
  kind        text not null check (kind in ('AUTHORIZE', 'CANCEL')),
  tx_id       digest not null unique,
  statement   bytea not null,
  state       text not null check (state in ('PENDING', 'ACCEPTED', 'REJECTED', 'ABANDONED')),
  attempts    int not null default 0,
  send_at     timestamptz not null,
  created_at  timestamptz not null
);
create index outbox_pending on outbox (send_at) where state = 'PENDING';
create index outbox_by_job on outbox (job);

-- Row security --------------------------------------------------------------------------------

create policy scope on dataset using (in_tenant(tenant));
create policy scope on upload using (in_tenant(tenant));
create policy scope on upload_chunk
  using (exists (select from upload u where u.id = upload_chunk.upload));
create policy scope on definition using (in_tenants(parties));
create policy scope on definition_input
  using (exists (select from definition d where d.id = definition_input.definition));
create policy scope on approval
  using (exists (select from definition d where d.id = approval.definition));
create policy scope on key_grant
  using (exists (select from definition d where d.id = key_grant.definition));
create policy scope on stop_order
  using (exists (select from definition d where d.id = stop_order.definition));
create policy scope on job using (in_tenants(readers)) with check (in_tenant(tenant));
create policy scope on job_event using (exists (select from job j where j.id = job_event.job));
create policy scope on job_parameters
  using (exists (select from job j where j.id = job_parameters.job));
create policy scope on job_order using (in_system());
create policy scope on job_result using (exists (select from job j where j.id = job_result.job));
create policy scope on job_bundle using (exists (select from job j where j.id = job_bundle.job));
create policy scope on outbox using (exists (select from job j where j.id = outbox.job));
create policy scope on chain_cursor using (in_system());
-- Registrations and bundles of policy are the same for every tenant.
create policy public_read on registered_worker for select using (true);
create policy scope on registered_worker using (in_system());
create policy scope on worker_registration using (in_system());
create policy public_read on policy_bundle for select using (true);
create policy public_insert on policy_bundle for insert with check (true);

do $$
declare one text;
begin
  for one in select tablename from pg_tables where schemaname = current_schema()
                and tablename <> 'flyway_schema_history' loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('grant select, insert, update, delete on %I to "${app_role}"', one);
  end loop;
end $$;
