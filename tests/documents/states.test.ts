import { describe, expect, test } from 'vitest'
import {
  DOCUMENT_STATES,
  type DocumentStep,
  nextDocumentStatus,
  type ProcessingStatus,
} from '../../lib/documents/states.ts'
import { type Transition, testEveryTransition } from '../support/transitions.ts'

const TABLE: Transition<ProcessingStatus, DocumentStep>[] = [
  ['PENDING_UPLOAD', 'upload accepted', 'UPLOADED'],
  ['PENDING_UPLOAD', 'content refused', 'FAILED'],
  ['UPLOADED', 'content refused', 'FAILED'],
  ['PROCESSING', 'content refused', 'FAILED'],
  ['UPLOADED', 'job starts', 'PROCESSING'],
  ['RETRYING', 'job starts', 'PROCESSING'],
  ['PROCESSING', 'job completed', 'COMPLETED'],
  ['PROCESSING', 'job failed', 'FAILED'],
  ['RETRYING', 'job failed', 'FAILED'],
  ['UPLOADED', 'job failed', 'FAILED'],
  ['PROCESSING', 'attempt failed', 'RETRYING'],
  ['COMPLETED', 'processed again', 'RETRYING'],
  ['FAILED', 'processed again', 'RETRYING'],
  ['UPLOADED', 'job cancelled', 'UPLOADED'],
  ['PROCESSING', 'job cancelled', 'UPLOADED'],
  ['RETRYING', 'job cancelled', 'UPLOADED'],
]

const states: ProcessingStatus[] = ['PENDING_UPLOAD', 'UPLOADED', 'PROCESSING', 'RETRYING', 'COMPLETED', 'FAILED']
const events = [...new Set(TABLE.map(([, event]) => event))]

describe('a document changes its state by the table and in no other way', () => {
  testEveryTransition(nextDocumentStatus, 'document_state_conflict', TABLE, { states, events })

  test('and the table has nothing that this page does not know', () => {
    expect(Object.keys(DOCUMENT_STATES).sort()).toEqual(states.toSorted())
    const count = Object.values(DOCUMENT_STATES).reduce((sum, steps) => sum + Object.keys(steps).length, 0)
    expect(count).toBe(TABLE.length)
  })
})
