import { type Kysely, sql } from 'kysely'

/**
 * The audit log: one table of events, by month, that can be added to and read, and nothing else.
 * `xid` is the transaction that wrote the row: a reader that stops below the oldest running transaction can never
 * skip a row that commits late. `event_keys` keeps an idempotency key unique over all partitions, which a unique
 * index of a partitioned table cannot do, since it would have to hold the partition key too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_events (
      id uuid not null,
      company_id uuid not null,
      workspace_id uuid,
      job_id uuid,
      document_id uuid,
      action text not null check (length(action) between 1 and 200),
      category text not null check (length(category) between 1 and 100),
      actor_id text,
      actor_type text not null,
      actor_email text,
      ip_address text,
      resource_type text,
      resource_id text,
      trace_id text,
      idempotency_key text,
      metadata jsonb not null default '{}',
      data_region text not null check (data_region in ('US', 'EU', 'APAC')),
      occurred_at timestamptz not null,
      created_at timestamptz not null default now(),
      xid xid8 not null default pg_current_xact_id(),
      primary key (created_at, id)
    ) partition by range (created_at);

    create index audit_events_created_at on audit_events using brin (created_at);
    create index audit_events_company on audit_events (company_id, xid, id);
    create index audit_events_job on audit_events (job_id, xid, id) where job_id is not null;
    create index audit_events_document on audit_events (document_id, xid, id) where document_id is not null;

    create table audit_events_default partition of audit_events default;

    create table event_keys (
      company_id uuid not null,
      idempotency_key text not null,
      event_id uuid not null,
      created_at timestamptz not null default now(),
      primary key (company_id, idempotency_key)
    );

    create function ledgerlift_refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% on % is refused: the audit log is append-only', tg_op, tg_table_name
        using errcode = 'restrict_violation';
    end $$;
    create trigger append_only before update or delete on audit_events
      for each row execute function ledgerlift_refuse_change();
    create trigger append_only_truncate before truncate on audit_events
      for each statement execute function ledgerlift_refuse_change();

    -- What a partition does not take over from its table: row-level security, and triggers of statements.
    create function ledgerlift_guard_event_partition(part regclass) returns void language plpgsql as $$
    begin
      execute format('create trigger append_only_truncate before truncate on %s
        for each statement execute function ledgerlift_refuse_change()', part);
      execute format('alter table %s enable row level security, force row level security', part);
    end $$;
    revoke execute on function ledgerlift_guard_event_partition(regclass) from public;
    select ledgerlift_guard_event_partition('audit_events_default');

    create function ledgerlift_ensure_event_partitions(months_ahead int) returns setof text
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
    declare
      month timestamptz;
      part text;
    begin
      for i in 0..least(greatest(months_ahead, 0), 24) loop
        month := date_trunc('month', now()) + make_interval(months => i);
        part := 'audit_events_' || to_char(month, 'YYYY_MM');
        if to_regclass(part) is null then
          begin
            execute format('create table %I partition of audit_events for values from (%L) to (%L)',
              part, month, month + interval '1 month');
            perform ledgerlift_guard_event_partition(part::regclass);
            return next part;
          exception when check_violation then
            -- The default partition has events of this month already, and they are not moved: it keeps the month.
            null;
          end;
        end if;
      end loop;
    end $$;
    revoke execute on function ledgerlift_ensure_event_partitions(int) from public;
    grant execute on function ledgerlift_ensure_event_partitions(int) to ledgerlift_system;
    select ledgerlift_ensure_event_partitions(3);
  `.execute(db)

  for (const table of ['audit_events', 'event_keys']) {
    await sql`alter table ${sql.table(table)} enable row level security, force row level security`.execute(db)
    await sql`create policy tenant on ${sql.table(table)} to ledgerlift_app
      using (company_id = (select ledgerlift_company()))
      with check (company_id = (select ledgerlift_company()))`.execute(db)
    await sql`grant select, insert on ${sql.table(table)} to ledgerlift_app`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table audit_events, event_keys;
    drop function ledgerlift_ensure_event_partitions(int);
    drop function ledgerlift_guard_event_partition(regclass);
    drop function ledgerlift_refuse_change();
  `.execute(db)
}
