import type { StrandReason } from './plan-batch.ts';

/** Why an answer waits in the journal, as staff read it. Restoring a run takes back what `archived` put there. */
export const STRAND_REASONS: Record<StrandReason, string> = {
  archived: 'The attempt had been put away when this answer arrived.',
  package: 'It was given to another version of the test.',
  epoch: 'It was given before the test moved to another device.',
  device: 'Another device had the test.',
};
