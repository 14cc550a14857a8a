import type { JournalItem } from '../../src/shared/contract/journal.ts';

/** An answer that came from a second device: option 1 where option 0 counts. */
export function journalItem(change: Partial<JournalItem> = {}): JournalItem {
  return {
    run: 'run-of-the-test-000',
    attempt: 1,
    writer: 'writer-of-the-second',
    deviceId: 'b1c2d3e4f5a6b7c8',
    seq: 1,
    itemId: 'item',
    questionId: 'q',
    question: { number: 1, text: 'What can he buy?' },
    response: { options: [{ index: 1 }] },
    words: ['bike'],
    version: 'same',
    countsAs: { response: { options: [{ index: 1 }] }, words: ['bike'] },
    hindrance: null,
    current: { options: [{ index: 0 }] },
    currentWords: ['cupcake'],
    currentFrom: { source: 'device', deviceId: 'a1b2c3d4e5f6a7b8', receivedAt: '2026-05-12T09:00:00.000Z' },
    state: 'waiting',
    decided: null,
    reason: 'Another device had the test.',
    receivedAt: '2026-05-12T09:30:00.000Z',
    ...change,
  };
}

const option = (index: number, word: string) => ({
  response: { options: [{ index }] },
  words: [word],
  countsAs: { response: { options: [{ index }] }, words: [word] },
});

export const BIKE = option(1, 'bike');
export const BOARD = option(2, 'skateboard');
/** What counts already. */
export const CUPCAKE = option(0, 'cupcake');
