import { type Kysely, sql } from 'kysely'

/**
 * Companies, workspaces, members and API keys, behind row-level security.
 * `ledgerlift_app` sees one tenant, the one that its transaction names; the roles themselves are made before this.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function ledgerlift_company() returns uuid language sql stable
    as $$ select nullif(current_setting('ledgerlift.company_id', true), '')::uuid $$;

    create table companies (
      id uuid primary key,
      name text not null check (length(name) between 1 and 200),
      plan text not null default 'free' check (plan in ('free', 'starter', 'growth', 'scale', 'enterprise')),
      data_region text not null default 'US' check (data_region in ('US', 'EU', 'APAC')),
      created_at timestamptz not null default now()
    );

    create table workspaces (
      id uuid primary key,
      company_id uuid not null references companies (id),
      name text not null check (length(name) between 1 and 200),
      created_at timestamptz not null default now(),
      unique (company_id, id)
    );

    create table members (
      id uuid primary key,
      company_id uuid not null references companies (id),
      email text not null check (length(email) between 3 and 320),
      name text not null check (length(name) between 1 and 200),
      role text check (role in ('viewer', 'preparer', 'approver', 'admin')),
      deactivated_at timestamptz,
      created_at timestamptz not null default now(),
      unique (company_id, id)
    );
    comment on column members.role is 'Role in the whole company; null where the member has roles in single workspaces only.';
    create unique index members_email on members (company_id, lower(email));

    create table workspace_roles (
      company_id uuid not null,
      member_id uuid not null,
      workspace_id uuid not null,
      role text not null check (role in ('viewer', 'preparer', 'approver', 'admin')),
      primary key (member_id, workspace_id),
      foreign key (company_id, member_id) references members (company_id, id),
      foreign key (company_id, workspace_id) references workspaces (company_id, id)
    );

    create table api_keys (
      id uuid primary key,
      company_id uuid not null references companies (id),
      workspace_id uuid,
      member_id uuid not null,
      name text not null check (length(name) between 1 and 200),
      key_hash bytea not null unique check (length(key_hash) = 32),
      key_start text not null,
      role text not null check (role in ('viewer', 'preparer', 'approver', 'admin')),
      expires_at timestamptz,
      revoked_at timestamptz,
      last_used_at timestamptz,
      created_at timestamptz not null default now(),
      foreign key (company_id, member_id) references members (company_id, id),
      foreign key (company_id, workspace_id) references workspaces (company_id, id)
    );
    comment on column api_keys.key_start is 'The first characters of the key, to tell keys apart in a list.';
    create index api_keys_company on api_keys (company_id, id);
  `.execute(db)

  await sql`alter table companies enable row level security, force row level security`.execute(db)
  await sql`create policy tenant on companies to ledgerlift_app
    using (id = (select ledgerlift_company())) with check (id = (select ledgerlift_company()))`.execute(db)
  for (const table of ['workspaces', 'members', 'workspace_roles', 'api_keys']) {
    await sql`alter table ${sql.table(table)} enable row level security, force row level security`.execute(db)
    await sql`create policy tenant on ${sql.table(table)} to ledgerlift_app
      using (company_id = (select ledgerlift_company()))
      with check (company_id = (select ledgerlift_company()))`.execute(db)
  }
  await sql`
    create policy presented_key on api_keys for select to ledgerlift_app
    using (key_hash = decode(nullif(current_setting('ledgerlift.key_hash', true), ''), 'hex'));

    grant usage on schema public to ledgerlift_app, ledgerlift_system;
    grant execute on function ledgerlift_company() to ledgerlift_app;
    grant select, insert on companies, workspaces, members, workspace_roles, api_keys to ledgerlift_app;
    grant update (role, deactivated_at) on members to ledgerlift_app;
    grant update (revoked_at, last_used_at) on api_keys to ledgerlift_app;
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table api_keys, workspace_roles, members, workspaces, companies;
    revoke usage on schema public from ledgerlift_app, ledgerlift_system;
    drop function ledgerlift_company();
  `.execute(db)
}
