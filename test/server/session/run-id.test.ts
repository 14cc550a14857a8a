/* Ids of runs. Oracle: what RFC 9562 asks of ids that rise with time. */
import { expect, test } from 'vitest';
import { createRandomIds } from '../../../src/server/random-ids.ts';
import { runIdAt } from '../../../src/server/session/run-id.ts';
import { randomId } from '../../../src/shared/contract/ids.ts';

test('ids of later milliseconds come later in the order of their bytes, those of one differ, and all are ids', () => {
  const random = createRandomIds();
  const times = [0, 1, 35, 36, 1_764_240_000_000, 1_764_240_000_001, 2_821_109_907_455, 2_821_109_907_456];
  const ids = times.map((now) => runIdAt(now, random));
  expect(ids.toSorted()).toEqual(ids);
  const ofOne = new Set(Array.from({ length: 1000 }, () => runIdAt(1_764_240_000_000, random)));
  expect(ofOne.size).toBe(1000);
  // The last character of a random id holds two of its bits alone.
  expect(runIdAt(0, () => `${'A'.repeat(21)}w`)).not.toContain('w');
  for (const id of [...ids, ...ofOne]) expect(randomId.safeParse(id).success && id.length).toBe(22);
});
