import { expect, it } from 'vitest';
import { prepareExam } from '../../../src/server/import/prepare-exam.ts';
import { withShownMedia } from '../../../src/server/import/shown-media.ts';
import { authoredExam } from '../../../src/shared/contract/exam.ts';

const NAMES = ['body', 'passage', 'prompt', 'option', 'map', 'pin', 'sound', 'rubric', 'unused'];

const dataOf = (name: string) => Buffer.from(`GIF89a ${name}`).toString('base64');

it('a student gets the files that their content shows, under names that say nothing, and not those of the rubric, which may be the answer', () => {
  const exam = authoredExam.parse({
    name: 'Pictures',
    items: [
      {
        id: 'i',
        body: '<p><b><img src="./body.gif" alt="A pond"></b></p>',
        stimulus: { id: 's', body: '<img src="passage.gif" alt="">' },
        rubric: '<p>Right is <img src="rubric.gif" alt=""></p>',
        media: NAMES.map((name) => ({ name: `${name}.gif`, type: 'image/gif', data: dataOf(name) })),
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
  const student = item && withShownMedia(item.student);
  const kept = item?.student.media.filter(({ name }) => !/rubric|unused/.test(name)) ?? [];
  expect(kept).toHaveLength(NAMES.length - 2);
  expect(student?.media.map(({ contentHash }) => contentHash)).toEqual(kept.map(({ contentHash }) => contentHash));
  // Nothing of a student's item says what its author called a file, and every file that it shows is one of it.
  const text = JSON.stringify(student);
  expect(text).not.toContain('.gif');
  const sources = [...text.matchAll(/"src":"([^"]+)"/g)].map(([, name]) => name);
  expect(new Set(sources)).toEqual(new Set(student?.media.map(({ name }) => name)));
});
