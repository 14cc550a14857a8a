import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HALF, openSchool, RIGHT, type School } from './school.ts';

let school: School;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
});
afterEach(() => school.close());

describe('what is shown after the test', () => {
  const CORRECT = { allowance: { buys: [1] }, jar: { full: [0], empty: [0] } };

  it.each([
    { showScoreOnComplete: false, showCorrectAnswersOnComplete: false },
    { showScoreOnComplete: true, showCorrectAnswersOnComplete: false },
    { showScoreOnComplete: false, showCorrectAnswersOnComplete: true },
    { showScoreOnComplete: true, showCorrectAnswersOnComplete: true },
  ])('is what the config allows, and nothing before: %o', async (config) => {
    const { id, ticket } = await school.addSession(await school.addConfig(config), 'kevin');
    const authorization = await school.bearer(ticket);
    expect((await school.only(authorization)).shown).toBeNull();
    await school.answer(id, HALF, false);
    expect((await school.only(authorization)).shown).toBeNull();
    await school.answer(id, HALF);
    const { shown } = await school.only(authorization);
    if (!config.showScoreOnComplete && !config.showCorrectAnswersOnComplete) return expect(shown).toBeNull();
    expect(shown?.attempt).toBe(1);
    expect(shown?.scoreActual).toBe(config.showScoreOnComplete ? 33.3333 : undefined);
    expect(shown?.results?.points).toEqual(
      config.showScoreOnComplete ? { actual: 1, isScorable: true, min: 0, max: 3 } : undefined,
    );
    const SAVING = { saving: { abbreviation: '2.11.B', text: 'explain saving' } };
    expect(shown?.objectives).toEqual(config.showScoreOnComplete ? SAVING : undefined);
    expect(shown?.correct).toEqual(config.showCorrectAnswersOnComplete ? CORRECT : undefined);
  });

  it('has no right answers while a further attempt is open, and still the score of the one before', async () => {
    const config = {
      showScoreOnComplete: true,
      showCorrectAnswersOnComplete: true,
      allowRetakes: true,
      maxAttempts: 2,
    };
    const { id, ticket } = await school.addSession(await school.addConfig(config), 'kevin');
    const authorization = await school.bearer(ticket);
    await school.answer(id, RIGHT);
    expect(await school.only(authorization)).toMatchObject({ canRetake: true, shown: { correct: CORRECT } });

    const retaken = await school.ask('POST', `/api/device/exam-session/${id}/retake`, { authorization, body: {} });
    expect(retaken.status).toBe(200);
    const open = await school.only(authorization);
    expect(open).toMatchObject({ attempt: 2, maturity: 'NOT_STARTED', canRetake: false });
    expect(open.shown).toMatchObject({ attempt: 1, scoreActual: 100 });
    expect(open.shown?.correct).toBeUndefined();

    await school.answer(id, HALF);
    // HIGHEST is the default: the first attempt is the one that counts.
    expect(await school.only(authorization)).toMatchObject({
      canRetake: false,
      shown: { attempt: 1, correct: CORRECT },
    });
  });

  it('has neither after a reopen, until the test is submitted again', async () => {
    const config = { showScoreOnComplete: true, showCorrectAnswersOnComplete: true };
    const { id, ticket } = await school.addSession(await school.addConfig(config), 'kevin');
    const authorization = await school.bearer(ticket);
    await school.answer(id, RIGHT);
    await school.integrator('GET', `/api/exam-session/${id}/reopen`);
    expect(await school.only(authorization)).toMatchObject({ maturity: 'IN_PROGRESS', opening: 2, shown: null });
    expect(JSON.stringify(await school.only(authorization))).not.toContain('correct":');
  });
});
