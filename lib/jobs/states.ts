import { machine, type Transitions } from '../platform/state-machine.ts'

export type JobStatus = 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled'
export type JobStep = 'taken' | 'assembled' | 'failed' | 'cancelled'

export const JOB_STATES: Transitions<JobStatus, JobStep> = {
  queued: { taken: 'processing', failed: 'failed', cancelled: 'cancelled' },
  processing: { assembled: 'completed', failed: 'failed', cancelled: 'cancelled' },
  completed: {},
  failed: {},
  cancelled: {},
}

export const nextJobStatus = machine('job_state_conflict', 'job', JOB_STATES)

export const hasEnded = (status: string): boolean => Object.keys(JOB_STATES[status as JobStatus]).length === 0
