import { describe, expect, test } from 'vitest';
import { viewAfter, viewForDevice, viewGivenBack } from '../../../src/server/session/view-after.ts';

test('marks stay when a batch does not bring them, and everything else is as the device says', () => {
  const stored = JSON.stringify({ itemId: 'item-1', flagged: [['item-1', 'q']], marks: '{}' });
  expect(viewAfter(stored, { itemId: 'item-2' })).toEqual({ itemId: 'item-2', marks: '{}' });
  expect(viewAfter(stored, { marks: '{"open":[]}' })).toEqual({ marks: '{"open":[]}' });
  expect(viewAfter(null, { itemId: 'item-2' })).toEqual({ itemId: 'item-2' });
});

test('when the attempt was started is known until a device knows better', () => {
  const stored = JSON.stringify({ itemId: 'item-1', startedAt: 5000 });
  expect(viewAfter(stored, { itemId: 'item-2' })).toEqual({ itemId: 'item-2', startedAt: 5000 });
  expect(viewAfter(stored, { startedAt: 6000 })).toEqual({ startedAt: 6000 });
});

describe('of an attempt that was given back', () => {
  const timed = JSON.stringify({ timeLimitSeconds: 60 });
  const submitted = {
    view_json: JSON.stringify({ itemId: 'i', startedAt: 5000 }),
    started_at: 5000,
    completed_at: 9000,
  };

  test('what was used until its submit counts from when somebody goes on with it', () => {
    const reopened = viewGivenBack(submitted, 9000, timed, null);
    expect(viewForDevice(reopened, 100_000)).toEqual({ itemId: 'i', startedAt: 96_000 });
    expect(viewForDevice(JSON.stringify(viewAfter(reopened, { itemId: 'j' })), 100_000)?.startedAt).toBe(96_000);
    expect(viewAfter(reopened, { startedAt: 90_000 })).toEqual({ startedAt: 90_000 });
    expect(viewGivenBack({ ...submitted, view_json: reopened }, 50_000, timed, null)).toBe(reopened);
  });

  test('a pause before its submit is not used, and a submit that told nothing else told enough', () => {
    const paused = JSON.stringify({ pauses: [{ from: 6000, to: 7000 }] });
    expect(viewForDevice(viewGivenBack({ ...submitted, view_json: null }, 9000, timed, paused), 100_000)).toEqual({
      startedAt: 97_000,
    });
  });

  test('without a time limit nothing is said of the time', () => {
    expect(viewGivenBack({ ...submitted, view_json: null }, 9000, '{}', null)).toBeNull();
  });
});
