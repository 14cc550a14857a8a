import { expect, it } from 'vitest';
import { prepareExam } from '../../../src/server/import/prepare-exam.ts';
import { shownMedia } from '../../../src/server/import/shown-media.ts';
import { authoredExam } from '../../../src/shared/contract/exam.ts';
import { PICTURE } from '../device/school.ts';

const NAMES = ['body', 'passage', 'prompt', 'option', 'map', 'pin', 'sound', 'rubric', 'unused'];

it('a student gets the files that their content shows, and not those of the rubric, which may be the answer', () => {
  const exam = authoredExam.parse({
    name: 'Pictures',
    items: [
      {
        id: 'i',
        body: '<p><b><img src="./body.gif" alt="A pond"></b></p>',
        stimulus: { id: 's', body: '<img src="passage.gif" alt="">' },
        rubric: '<p>Right is <img src="rubric.gif" alt=""></p>',
        media: NAMES.map((name) => ({ name: `${name}.gif`, type: 'image/gif', data: PICTURE })),
        questions: [
          {
            id: 'q',
            interactionType: 'choice',
            prompt: '<img src="prompt.gif" alt="">',
            options: [{ id: 'o', content: '<img src="option.gif" alt="A frog">', isKey: true }],
          },
          {
            id: 'p',
            interactionType: 'positionObject',
            picture: { src: 'map.gif' },
            object: { src: 'pin.gif' },
            maxScore: 0,
          },
          { id: 'm', interactionType: 'media', src: 'sound.gif' },
        ],
      },
    ],
  });
  const [item] = prepareExam(exam).items;
  const shown = item && shownMedia(item.student).map(({ name }) => name);
  expect(shown).toEqual(NAMES.filter((name) => !['rubric', 'unused'].includes(name)).map((name) => `${name}.gif`));
});
