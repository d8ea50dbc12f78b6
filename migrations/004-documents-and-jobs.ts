import { type Kysely, sql } from 'kysely'

/**
 * Documents, jobs, what was read on their pages, the schedules found, and what it cost.
 * `company_id` and `workspace_id` have no foreign keys here: companies live in the home database, these tables in
 * the database of the company's data region, which may be another one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table documents (
      id uuid primary key,
      company_id uuid not null,
      workspace_id uuid not null,
      created_by uuid not null,
      vendor_id text check (length(vendor_id) <= 255),
      original_filename text not null,
      filename text not null,
      content_type text not null check (content_type in (
        'application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
      size_bytes bigint not null check (size_bytes > 0),
      announced_sha256 text check (announced_sha256 ~ '^[0-9a-f]{64}$'),
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      upload_key text not null,
      upload_id text,
      object_key text,
      processing_status text not null check (processing_status in (
        'PENDING_UPLOAD', 'UPLOADED', 'PROCESSING', 'RETRYING', 'COMPLETED', 'FAILED')),
      page_count int,
      warnings text[] not null default '{}',
      error_code text,
      error_detail text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index documents_list on documents (company_id, id desc);
    create index documents_status on documents (company_id, processing_status, id desc);

    create table ingestions (
      company_id uuid not null,
      workspace_id uuid not null,
      member_id uuid not null,
      vendor_id text not null,
      sha256 text not null,
      document_id uuid not null references documents (id) deferrable initially deferred,
      created_at timestamptz not null default now(),
      primary key (company_id, workspace_id, member_id, vendor_id, sha256)
    );
    comment on table ingestions is 'The same file from the same vendor and key owner is the same document.';

    create table jobs (
      id uuid primary key,
      company_id uuid not null,
      workspace_id uuid not null,
      document_id uuid not null references documents (id),
      status text not null check (status in ('queued', 'processing', 'completed', 'failed', 'cancelled')),
      pages_total int,
      pages_done int not null default 0,
      chunk_pages int check (chunk_pages >= 1),
      engines text[] not null default '{}',
      trace_id text not null,
      schema_version int not null,
      cancellation_requested boolean not null default false,
      selected_schedule_ids uuid[],
      invoice jsonb,
      attempts int not null default 0,
      error_code text,
      error_detail text,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz
    );
    comment on column jobs.invoice is 'Null where the document is no invoice, credit note or receipt.';
    comment on column jobs.chunk_pages is 'Set where the pages were cut into messages of so many.';
    create unique index jobs_one_running on jobs (document_id) where status in ('queued', 'processing');
    create index jobs_list on jobs (company_id, id desc);
    create index jobs_document on jobs (document_id, id desc);

    create table pages (
      company_id uuid not null,
      job_id uuid not null references jobs (id),
      number int not null check (number >= 1),
      width double precision,
      height double precision,
      rotation int not null default 0 check (rotation in (0, 90, 180, 270)),
      source text not null,
      engine text not null,
      characters int not null default 0,
      invoice_source jsonb,
      error_code text,
      error_detail text,
      created_at timestamptz not null default now(),
      primary key (job_id, number)
    );
    comment on column pages.invoice_source is 'The words and the data that an invoice is found in; gone once the job has ended.';
    comment on column pages.error_code is 'Set where the page could not be read; the job goes on with the others.';

    create table artifacts (
      id uuid primary key,
      company_id uuid not null,
      job_id uuid not null,
      page_number int not null,
      position int not null,
      kind text not null check (kind in ('table', 'figure', 'text')),
      engine text not null,
      confidence double precision not null check (confidence between 0 and 1),
      bbox double precision[] check (array_length(bbox, 1) = 4),
      content json not null,
      foreign key (job_id, page_number) references pages (job_id, number),
      unique (job_id, page_number, position)
    );

    create table schedules (
      id uuid primary key,
      company_id uuid not null,
      workspace_id uuid not null,
      job_id uuid not null references jobs (id),
      position int,
      split_into uuid[],
      name text not null,
      confidence double precision not null check (confidence between 0 and 1),
      engine text not null,
      page int,
      pages int[] not null,
      bbox double precision[] check (array_length(bbox, 1) = 4),
      row_count int not null,
      col_count int not null,
      header_rows int not null,
      checks jsonb not null,
      facts jsonb,
      parts jsonb not null,
      unique (job_id, position) deferrable,
      check ((position is null) = (split_into is not null))
    );
    comment on column schedules.split_into is 'The schedules that stand in the place of this one, which no list shows any more.';

    create table schedule_rows (
      company_id uuid not null,
      schedule_id uuid not null references schedules (id),
      row_number int not null,
      kind text check (kind in ('header', 'section', 'item', 'subtotal', 'total', 'note')),
      level int,
      cells jsonb not null,
      primary key (schedule_id, row_number)
    );

    create table cost_records (
      id uuid primary key,
      company_id uuid not null,
      workspace_id uuid not null,
      job_id uuid not null references jobs (id),
      provider text not null,
      status text not null check (status in ('PENDING', 'COMPLETED', 'FAILED')),
      page_price_cents int not null check (page_price_cents >= 0),
      reserved_pages int not null check (reserved_pages >= 0),
      pages int check (pages >= 0),
      amount_cents bigint check (amount_cents >= 0),
      created_at timestamptz not null default now(),
      settled_at timestamptz,
      unique (job_id, provider)
    );
  `.execute(db)

  const tables = ['documents', 'ingestions', 'jobs', 'pages', 'artifacts', 'schedules', 'schedule_rows', 'cost_records']
  for (const table of tables) {
    await sql`alter table ${sql.table(table)} enable row level security, force row level security`.execute(db)
    await sql`create policy tenant on ${sql.table(table)} to ledgerlift_app
      using (company_id = (select ledgerlift_company()))
      with check (company_id = (select ledgerlift_company()))`.execute(db)
    await sql`grant select, insert, update on ${sql.table(table)} to ledgerlift_app`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table cost_records, schedule_rows, schedules, artifacts, pages, jobs, ingestions, documents
  `.execute(db)
}
