import type { Maturity } from '../../shared/contract/maturity.ts';
import { transition } from '../../shared/session/machine.ts';
import type { RunChange } from '../store/runs.ts';

/** The first answer starts a run; later ones, late ones included, change nothing about it. */
export function startedBy(maturity: Maturity, now: number): RunChange {
  const next = transition(maturity, 'respond');
  if (next.kind === 'refused' || next.maturity === maturity) return {};
  return { maturity: next.maturity, started_at: now };
}
