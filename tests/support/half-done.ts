/** What must never be seen in a database, at whatever moment something broke. */
const ENDS = `('job.completed', 'job.failed', 'job.cancelled')`

/** Each as a sentence about one row. */
const HALF_DONE = `
  select 'document ' || id || ' has no event of its beginning' as found from documents
    where not exists (select from audit_events where document_id = documents.id
      and action in ('document.presigned', 'document.uploaded'))
  union all select 'event ' || action || ' is about a job that is not there' from audit_events
    where job_id is not null and not exists (select from jobs where id = audit_events.job_id)
  union all select 'event ' || action || ' is about a document that is not there' from audit_events
    where document_id is not null and not exists (select from documents where id = audit_events.document_id)
  union all select 'job ' || id || ' was not queued once' from jobs
    where (select count(*) from audit_events where job_id = jobs.id and action = 'job.queued') <> 1
  union all select 'job ' || id || ' has no first message' from jobs
    where not exists (select from outbox_messages where destination = 'extract' and payload->>'job_id' = jobs.id::text)
  union all select 'job ' || id || ' is ' || status || ' and its events say otherwise' from jobs
    where array(select action from audit_events where job_id = jobs.id and action in ${ENDS})
      <> case when status in ('queued', 'processing') then '{}' else array['job.' || status] end
  union all select 'job ' || id || ' has ended and nobody settles its cost' from jobs
    where status not in ('queued', 'processing')
      and not exists (select from outbox_messages where destination = 'costs' and payload->>'job_id' = jobs.id::text)
  union all select 'job ' || id || ' counts other pages than it has' from jobs
    where pages_done <> (select count(*) from pages where job_id = jobs.id)
  union all select 'job ' || id || ' was read without an assembly' from jobs
    where pages_done = pages_total and pages_total > 0
      and not exists (select from outbox_messages where destination = 'assemble' and payload->>'job_id' = jobs.id::text)
  union all select 'job ' || id || ' has schedules and is ' || status from jobs
    where status <> 'completed' and exists (select from schedules where job_id = jobs.id)
  union all select 'job ' || id || ' is charged ' || (select count(*) from cost_records where job_id = jobs.id) || ' times'
    from jobs where (select count(*) from cost_records where job_id = jobs.id) > 1
  union all select 'cost ' || id || ' is ' || status || ' and its events say otherwise' from cost_records
    where (select count(*) from audit_events where job_id = cost_records.job_id and action in ('cost.settled', 'cost.failed'))
      <> case when status = 'PENDING' then 0 else 1 end`

/** What was done by half or twice; nothing as it should be. */
export const findHalfDone = async (rows: <T>(sql: string) => Promise<T[]>): Promise<string[]> =>
  (await rows<{ found: string }>(HALF_DONE)).map(({ found }) => found)
