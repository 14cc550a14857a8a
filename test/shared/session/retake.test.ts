import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maturity } from '../../../src/shared/contract/maturity.ts';
import { retake } from '../../../src/shared/session/retake.ts';

test('a retake needs a complete attempt, a config that allows it, and attempts left', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...maturity.options),
      fc.integer({ min: 1, max: 6 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 6 })),
      (current, attempt, allowRetakes, maxAttempts) => {
        const isAllowed = current === 'COMPLETE' && allowRetakes && (maxAttempts === null || attempt < maxAttempts);
        const result = retake({ maturity: current, attempt }, { allowRetakes, maxAttempts });
        expect(result.kind).toBe(isAllowed ? 'to' : 'refused');
        if (result.kind === 'to') expect(result.maturity).toBe('NOT_STARTED');
      },
    ),
  );
});

test('each refusal says why', () => {
  const complete = { maturity: 'COMPLETE', attempt: 3 } as const;
  const reasonOf = (result: ReturnType<typeof retake>) => (result.kind === 'refused' ? result.reason : null);
  expect(reasonOf(retake(complete, { allowRetakes: false, maxAttempts: null }))).toBe('this exam allows no retakes');
  expect(reasonOf(retake(complete, { allowRetakes: true, maxAttempts: 3 }))).toBe('all 3 attempts have been used');
  expect(reasonOf(retake({ maturity: 'IN_PROGRESS', attempt: 1 }, { allowRetakes: true, maxAttempts: null }))).toBe(
    'the attempt has not been submitted yet',
  );
});
