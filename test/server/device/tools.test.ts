import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSchool, type School } from './school.ts';

let school: School;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
});
afterEach(() => school.close());

it.each([
  [{}, undefined],
  [{ enableNotes: true }, ['highlighter', 'notes']],
  [{ enableHighlighter: true }, ['highlighter']],
  [{ calculator: 'basic' }, ['basicCalculator']],
  [
    {
      enableReadAloud: true,
      enableAnswerEliminator: true,
      enableLineReader: true,
      calculator: 'scientific',
      enableReferenceSheet: true,
    },
    ['readAloud', 'answerEliminator', 'lineReader', 'scientificCalculator', 'referenceSheet'],
  ],
])('a config of %j gives a device the tools %j', async (config, tools) => {
  const { ticket } = await school.addSession(await school.addConfig(config), 'kevin');
  const [session] = (await school.list(await school.bearer(ticket))).items;
  expect(session?.config.tools).toEqual(tools);
});
