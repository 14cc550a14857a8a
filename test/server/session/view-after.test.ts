import { expect, test } from 'vitest';
import { viewAfter } from '../../../src/server/session/view-after.ts';

test('marks stay when a batch does not bring them, and everything else is as the device says', () => {
  const stored = JSON.stringify({ itemId: 'item-1', flagged: [['item-1', 'q']], marks: '{}' });
  expect(viewAfter(stored, { itemId: 'item-2' })).toEqual({ itemId: 'item-2', marks: '{}' });
  expect(viewAfter(stored, { marks: '{"open":[]}' })).toEqual({ marks: '{"open":[]}' });
  expect(viewAfter(null, { itemId: 'item-2' })).toEqual({ itemId: 'item-2' });
});
