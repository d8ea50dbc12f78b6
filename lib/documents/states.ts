import { machine, type Transitions } from '../platform/state-machine.ts'

export type ProcessingStatus = 'PENDING_UPLOAD' | 'UPLOADED' | 'PROCESSING' | 'RETRYING' | 'COMPLETED' | 'FAILED'

export type DocumentStep =
  | 'upload accepted'
  | 'content refused'
  | 'job starts'
  | 'job completed'
  | 'job failed'
  | 'attempt failed'
  | 'processed again'
  | 'job cancelled'

export const DOCUMENT_STATES: Transitions<ProcessingStatus, DocumentStep> = {
  PENDING_UPLOAD: { 'upload accepted': 'UPLOADED', 'content refused': 'FAILED' },
  UPLOADED: {
    'content refused': 'FAILED',
    'job starts': 'PROCESSING',
    'job failed': 'FAILED',
    'job cancelled': 'UPLOADED',
  },
  PROCESSING: {
    'content refused': 'FAILED',
    'job completed': 'COMPLETED',
    'job failed': 'FAILED',
    'attempt failed': 'RETRYING',
    'job cancelled': 'UPLOADED',
  },
  RETRYING: { 'job starts': 'PROCESSING', 'job failed': 'FAILED', 'job cancelled': 'UPLOADED' },
  COMPLETED: { 'processed again': 'RETRYING' },
  FAILED: { 'processed again': 'RETRYING' },
}

export const nextDocumentStatus = machine('document_state_conflict', 'document', DOCUMENT_STATES)
