-- SPDX-FileCopyrightText: 2026 The Cloister Authors
-- SPDX-License-Identifier: Apache-2.0

-- What each attestation of a worker said about its platform. The registry keeps the latest only;
-- which jobs a weakness exposes is a question about the past.
create table worker_attestation (
  worker       digest not null,
  attested_at  timestamptz not null,
  expires_at   timestamptz not null,
  kind         text not null,
  model        text not null,
  tcb_status   text not null,
  -- Absent where the vendor dates no levels: such a platform counts as below every date.
  tcb_date     timestamptz,
  primary key (worker, attested_at)
);
create index worker_attestation_by_model on worker_attestation (model, tcb_date);

create policy public_read on worker_attestation for select using (true);
create policy scope on worker_attestation using (in_system());
alter table worker_attestation enable row level security;
alter table worker_attestation force row level security;
grant select, insert, update, delete on worker_attestation to "${app_role}";
