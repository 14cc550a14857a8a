import type { StudentItem } from '../../../shared/contract/student/item.ts';
import type { PracticeCatalog } from '../../strings/en-practice.ts';
import { inline, options, paragraph, paragraphs, place, slot, words } from './content.ts';
import { BELL } from './files.ts';
import { choiceRule, inOrder, inPairs, numberIs, oneOf, readByPerson } from './keys.ts';
import { pictureItems } from './picture-items.ts';
import { type PracticeItem, practiceItem } from './practice-item.ts';

const once = { matchMax: 1, matchMin: 0 };
const many = { matchMax: 0, matchMin: 0 };
const nothing = { prompt: [] };

/** What the tool of that name shows; drawn like an item. */
export const practiceSheet = ({ sheet }: PracticeCatalog): StudentItem => ({
  id: 'sheet',
  body: paragraphs(sheet),
  media: [],
  questions: [],
});

/** Each kind of question once, in the order of the test. @param said the words, in the language in use */
export function practiceItems(said: PracticeCatalog): PracticeItem[] {
  const { welcome, pond, plank, came, watering, jump, plant, height, grow, homes, rhymes, seasons, bell } = said;
  const stimulus = { id: 'pond', title: pond.title, body: paragraphs(pond.text) };
  const [hadWords, hotWords] = [0, 1].map((odd) => jump.words.filter((_, at) => at % 2 === odd));
  return [
    practiceItem({ id: 'welcome', body: paragraphs(welcome.text) }, [
      { id: 'q', interactionType: 'reading', prompt: words(welcome.prompt) },
      {},
    ]),
    practiceItem({ id: 'plank', stimulus }, [
      {
        id: 'q',
        interactionType: 'choice',
        prompt: words(plank.prompt),
        minChoices: 0,
        maxChoices: 1,
        options: options(plank.options),
      },
      choiceRule(plank.options.length, [1]),
    ]),
    practiceItem({ id: 'came', stimulus }, [
      {
        id: 'q',
        interactionType: 'choice',
        prompt: words(came.prompt),
        minChoices: 0,
        maxChoices: 0,
        options: options(came.options),
      },
      choiceRule(came.options.length, [0, 2, 4], 0),
    ]),
    practiceItem(
      {
        id: 'watering',
        body: [
          paragraph(`${watering.text[0]} `, place('when')),
          paragraph(`${watering.text[1]} `, place('how-many'), ` ${watering.text[2]}`),
        ],
      },
      [
        {
          id: 'when',
          interactionType: 'inlineChoice',
          ...nothing,
          options: watering.when.map((one) => ({ content: inline(one) })),
        },
        oneOf(watering.when.length, 0),
      ],
      [
        {
          id: 'how-many',
          interactionType: 'textEntry',
          ...nothing,
          baseType: 'integer',
          expectedLength: 3,
        },
        numberIs(24),
      ],
    ),
    practiceItem({ id: 'jump' }, [
      {
        id: 'q',
        interactionType: 'hottext',
        prompt: words(jump.prompt),
        minChoices: 0,
        maxChoices: 1,
        body: [
          paragraph(...(hadWords ?? []).flatMap((word, at) => [` ${word} `, ...(hotWords?.[at] ? [slot(at)] : [])])),
        ],
        options: (hotWords ?? []).map((one) => ({ content: inline(one) })),
      },
      oneOf(hotWords?.length ?? 0, 1),
    ]),
    practiceItem({ id: 'plant' }, [
      {
        id: 'q',
        interactionType: 'extendedText',
        prompt: words(plant.prompt),
        format: 'plain',
        expectedLines: 4,
        wordCount: true,
      },
      readByPerson,
    ]),
    practiceItem({ id: 'height' }, [
      {
        id: 'q',
        interactionType: 'slider',
        prompt: words(height.prompt),
        lowerBound: 0,
        upperBound: 20,
        step: 1,
        stepLabel: false,
        reverse: false,
      },
      numberIs(12),
    ]),
    practiceItem({ id: 'grow' }, [
      { id: 'q', interactionType: 'order', prompt: words(grow.prompt), options: options(grow.options) },
      inOrder(grow.options.length, [1, 3, 2, 0]),
    ]),
    practiceItem({ id: 'homes' }, [
      {
        id: 'q',
        interactionType: 'match',
        prompt: words(homes.prompt),
        minAssociations: 0,
        maxAssociations: 0,
        sources: options(homes.animals).map((one) => ({ ...one, ...once })),
        targets: options(homes.places).map((one) => ({ ...one, ...many })),
      },
      inPairs(homes.animals.length, homes.places.length, [
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
    ]),
    practiceItem({ id: 'rhymes' }, [
      {
        id: 'q',
        interactionType: 'associate',
        prompt: words(rhymes.prompt),
        minAssociations: 0,
        maxAssociations: 2,
        options: options(rhymes.words).map((one) => ({ ...one, ...once })),
      },
      inPairs(rhymes.words.length, null, [
        [0, 2],
        [1, 3],
      ]),
    ]),
    practiceItem({ id: 'seasons' }, [
      {
        id: 'q',
        interactionType: 'gapMatch',
        prompt: words(seasons.prompt),
        minAssociations: 0,
        maxAssociations: 0,
        body: [paragraph(`${seasons.text[0]} `, slot(0), ` ${seasons.text[1]} `, slot(1), ` ${seasons.text[2]}`)],
        sources: options(seasons.options).map((one) => ({ ...one, ...once })),
        gaps: [{}, {}],
      },
      inPairs(seasons.options.length, 2, [
        [1, 0],
        [0, 1],
      ]),
    ]),
    practiceItem(
      { id: 'bell', body: words(bell.text), media: [BELL] },
      [
        {
          ...nothing,
          id: 'recording',
          interactionType: 'media',
          src: BELL.name,
          alt: bell.recording,
          autostart: false,
          loop: false,
          minPlays: 0,
          maxPlays: 0,
        },
        {},
      ],
      [
        {
          id: 'rings',
          interactionType: 'choice',
          prompt: words(bell.prompt),
          minChoices: 0,
          maxChoices: 1,
          options: options(bell.options),
        },
        choiceRule(bell.options.length, [1]),
      ],
    ),
    ...pictureItems(said),
  ];
}
