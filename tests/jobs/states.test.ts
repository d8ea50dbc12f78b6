import { describe, expect, test } from 'vitest'
import { hasEnded, JOB_STATES, type JobStatus, type JobStep, nextJobStatus } from '../../lib/jobs/states.ts'
import { type Transition, testEveryTransition } from '../support/transitions.ts'

const TABLE: Transition<JobStatus, JobStep>[] = [
  ['queued', 'taken', 'processing'],
  ['processing', 'assembled', 'completed'],
  ['queued', 'failed', 'failed'],
  ['processing', 'failed', 'failed'],
  ['queued', 'cancelled', 'cancelled'],
  ['processing', 'cancelled', 'cancelled'],
]

const states: JobStatus[] = ['queued', 'processing', 'completed', 'failed', 'cancelled']
const events: JobStep[] = ['taken', 'assembled', 'failed', 'cancelled']

describe('a job changes its state by the table and in no other way', () => {
  testEveryTransition(nextJobStatus, 'job_state_conflict', TABLE, { states, events })

  test('and the table has nothing that this page does not know', () => {
    expect(Object.keys(JOB_STATES).sort()).toEqual(states.toSorted())
    const count = Object.values(JOB_STATES).reduce((sum, steps) => sum + Object.keys(steps).length, 0)
    expect(count).toBe(TABLE.length)
  })

  test('it has ended in the states that nothing leads out of', () => {
    expect(states.filter(hasEnded)).toEqual(['completed', 'failed', 'cancelled'])
  })
})
