import { type Kysely, sql } from 'kysely'

/** What must leave once its transaction has committed, and what has been answered once and must not be done again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox_messages (
      id uuid primary key,
      company_id uuid not null,
      destination text not null check (length(destination) between 1 and 100),
      payload jsonb not null,
      trace_id text,
      available_at timestamptz not null default now(),
      leased_until timestamptz,
      lease_id uuid,
      attempts int not null default 0,
      sent_at timestamptz,
      created_at timestamptz not null default now()
    );
    comment on column outbox_messages.lease_id is 'Who is sending it now; only the holder may mark it sent.';
    create index outbox_messages_due on outbox_messages (available_at) where sent_at is null;
    create index outbox_messages_sent on outbox_messages (sent_at) where sent_at is not null;

    create table idempotency_records (
      id uuid primary key,
      company_id uuid not null,
      scope text not null,
      operation text not null,
      idempotency_key text not null check (length(idempotency_key) between 1 and 255),
      fingerprint bytea not null,
      state text not null default 'in_progress' check (state in ('in_progress', 'completed', 'failed')),
      response text,
      executions int not null default 1,
      claimed_until timestamptz not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      unique (company_id, scope, operation, idempotency_key)
    );
    comment on column idempotency_records.scope is 'Whose key it is: the API key that the request was made with.';
    create index idempotency_records_expiry on idempotency_records (expires_at);
  `.execute(db)
  for (const table of ['outbox_messages', 'idempotency_records']) {
    await sql`alter table ${sql.table(table)} enable row level security, force row level security`.execute(db)
    await sql`create policy tenant on ${sql.table(table)} to ledgerlift_app
      using (company_id = (select ledgerlift_company()))
      with check (company_id = (select ledgerlift_company()))`.execute(db)
    await sql`create policy sweep on ${sql.table(table)} to ledgerlift_system using (true)`.execute(db)
    await sql`grant select, insert, update on ${sql.table(table)} to ledgerlift_app`.execute(db)
    await sql`grant select, update, delete on ${sql.table(table)} to ledgerlift_system`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table idempotency_records, outbox_messages`.execute(db)
}
