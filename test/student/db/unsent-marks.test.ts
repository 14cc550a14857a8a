import { describe, expect, test } from 'vitest';
import { pendingBatch } from '../../../src/student/db/pending-batch.ts';
import { receiveAnswer } from '../../../src/student/db/run-transition.ts';
import { answerOf, received } from './received.ts';
import { anAnswer, aRun } from './rows.ts';

const one = [anAnswer({ seq: 1 })];

describe('marks of the tools', () => {
  const marked = (marks: string) => aRun({ seq: 1, view: { marks }, unsentMarks: true });

  test('are sent once the server took the batch that brought them', () => {
    const after = receiveAnswer(marked('{}'), one, received(marked('{}'), one)).run;
    expect(after).toMatchObject({ unsentMarks: undefined, view: { marks: '{}' } });
    expect(pendingBatch(after, one)).toBeNull();
  });

  test('that changed meanwhile, or did not travel with the batch, are still to be sent', () => {
    const sent = received(marked('{}'), one);
    expect(receiveAnswer(marked('{"open":[]}'), one, sent).run.unsentMarks).toBe(true);
    const without = received(aRun({ seq: 1 }), one);
    expect(receiveAnswer(marked('{}'), one, without).run.unsentMarks).toBe(true);
  });

  test('that the journal took in place of the run are not counted as sent', () => {
    const sent = received(marked('{}'), one, { answer: answerOf({ outcome: 'stranded', ackedThrough: 1 }) });
    expect(receiveAnswer(marked('{}'), one, sent).run.unsentMarks).toBe(true);
  });
});
