import { machine, type Transitions } from '../platform/state-machine.ts'

export type CostStatus = 'PENDING' | 'COMPLETED' | 'FAILED'
export type CostStep = 'settled' | 'nothing read'

export const COST_STATES: Transitions<CostStatus, CostStep> = {
  PENDING: { settled: 'COMPLETED', 'nothing read': 'FAILED' },
  COMPLETED: {},
  FAILED: {},
}

export const nextCostStatus = machine('cost_state_conflict', 'cost record', COST_STATES)
