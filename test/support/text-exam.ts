/*
 * An exam with each question that is read, typed, or chosen in a line of text, one an item but for those that share one.
 * The order of the items is the order of the questions on the screen.
 */
import type { AuthoredQuestion } from '../../src/shared/contract/authored/question.ts';
import type { AuthoredExam, AuthoredItem } from '../../src/shared/contract/exam.ts';

const p = (text: string) => `<p>${text}</p>`;
const half = '<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>';
const quarter = '<math><mfrac><mn>1</mn><mn>4</mn></mfrac></math>';
const option = (id: string, content: string, isKey = false) => ({ id, content, isKey });

const item = (id: string, body: string, questions: AuthoredQuestion[], media: AuthoredItem['media'] = []) => ({
  id,
  name: id,
  body,
  media,
  alignmentIds: [],
  questions,
});

/** A quarter of a second of a tone: RIFF, 8 kHz, 8 bit, mono. */
export function tone(): Buffer {
  const samples = Buffer.from(Uint8Array.from({ length: 2000 }, (_, at) => 128 + 60 * Math.sin(at / 3)));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
const bell = { name: 'bell.wav', type: 'audio/wav', data: tone().toString('base64') };

const typed = { caseSensitive: false };

export const textExam: AuthoredExam = {
  name: 'Words and numbers',
  objectives: [],
  items: [
    item(
      'letter',
      p('Dear Aunt Mo, on Friday the ferry left the harbor at seven. The sea was flat, and nobody was sick.'),
      [{ id: 'read', interactionType: 'reading', prompt: p('Read the letter. The next questions ask about it.') }],
    ),
    item(
      'ferry',
      `${p('The ferry left the <slot name="from"></slot> at <slot name="hour"></slot> in the morning, on a <slot name="day"></slot>.')}${p('The sea was <slot name="sea"></slot>.')}<slot name="sick"></slot>`,
      [
        {
          id: 'from',
          interactionType: 'inlineChoice',
          prompt: '',
          options: [option('beach', 'beach'), option('harbor', 'harbor', true), option('river', 'mouth of the river')],
        },
        {
          id: 'hour',
          interactionType: 'textEntry',
          prompt: '',
          baseType: 'integer',
          expectedLength: 2,
          correct: ['7'],
          ...typed,
        },
        { id: 'day', interactionType: 'textEntry', prompt: '', baseType: 'string', correct: ['Friday'], ...typed },
        {
          id: 'sea',
          interactionType: 'inlineChoice',
          prompt: '',
          options: [option('rough', 'rough'), option('flat', 'flat', true)],
        },
        {
          id: 'sick',
          interactionType: 'choice',
          prompt: p('Who was sick?'),
          minChoices: 0,
          maxChoices: 1,
          options: [option('mo', p('Aunt Mo')), option('nobody', p('nobody'), true)],
        },
        {
          id: 'why',
          interactionType: 'textEntry',
          prompt: p('Write one word of the letter that tells how the sea was.'),
          baseType: 'string',
          correct: ['flat'],
          ...typed,
        },
      ],
    ),
    item('share', p(`Two children share half a cake. Each of them gets <slot name="part"></slot> of it.`), [
      {
        id: 'part',
        interactionType: 'inlineChoice',
        prompt: '',
        options: [option('half', half), option('quarter', quarter, true)],
      },
    ]),
    item('price', '', [
      {
        id: 'q',
        interactionType: 'textEntry',
        prompt: p('Three tickets cost $13.50. How much is one ticket, in dollars?'),
        baseType: 'float',
        expectedLength: 6,
        placeholder: '0.00',
        correct: ['4.5'],
        ...typed,
      },
    ]),
    item('code', '', [
      {
        id: 'q',
        interactionType: 'textEntry',
        prompt: p('Write the code of the ferry: two capital letters and two digits.'),
        baseType: 'string',
        pattern: '[A-Z]{2}[0-9]{2}',
        expectedLength: 4,
        correct: ['FE07'],
        caseSensitive: true,
      },
    ]),
    item('essay', '', [
      {
        id: 'q',
        interactionType: 'extendedText',
        prompt: p('What would you take along on a ferry, and why? Write three sentences or more.'),
        format: 'plain',
        expectedLines: 6,
        wordCount: true,
        ...typed,
      },
    ]),
    item('nouns', '', [
      {
        id: 'q',
        interactionType: 'hottext',
        prompt: p('Choose the two words that name things you can touch.'),
        minChoices: 2,
        maxChoices: 2,
        body: p(
          'The <slot name="h1"></slot> left the harbor <slot name="h2"></slot>, and the children waved <slot name="h3"></slot> from the <slot name="h4"></slot> until it was out of sight.',
        ),
        options: [
          option('h1', 'ferry', true),
          option('h2', 'slowly'),
          option('h3', 'happily'),
          option('h4', 'wall', true),
        ],
      },
    ]),
    item('mistake', '', [
      {
        id: 'q',
        interactionType: 'hottext',
        prompt: p('One part of this sentence is wrong. Choose it.'),
        minChoices: 0,
        maxChoices: 1,
        body: p(
          '<slot name="a"></slot> and his sister <slot name="b"></slot> the ferry <slot name="c"></slot> as the bell rang for the second time.',
        ),
        options: [option('a', 'The boy'), option('b', 'has seen leaving', true), option('c', 'just')],
      },
    ]),
    item('depth', '', [
      {
        id: 'q',
        interactionType: 'slider',
        prompt: p('The harbor is 6 meters deep. Show that on the line.'),
        lowerBound: 0,
        upperBound: 10,
        step: 1,
        stepLabel: true,
        reverse: false,
        baseType: 'integer',
        correct: [6],
      },
    ]),
    item('tide', '', [
      {
        id: 'q',
        interactionType: 'slider',
        prompt: p('How high was the water at noon, in meters?'),
        lowerBound: -2,
        upperBound: 2,
        step: 0.5,
        stepLabel: true,
        reverse: false,
        orientation: 'vertical',
        baseType: 'float',
        correct: [1.5],
      },
    ]),
    item(
      'bell',
      '',
      [
        {
          id: 'heard',
          interactionType: 'media',
          prompt: p('Listen to the bell. You can do so twice.'),
          src: bell.name,
          alt: 'The bell of the ferry',
          autostart: false,
          loop: false,
          minPlays: 0,
          maxPlays: 2,
        },
        {
          id: 'tones',
          interactionType: 'textEntry',
          prompt: p('How many tones do you hear?'),
          baseType: 'integer',
          expectedLength: 2,
          correct: ['1'],
          ...typed,
        },
      ],
      [bell],
    ),
    item(
      'again',
      '',
      [
        {
          id: 'heard',
          interactionType: 'media',
          prompt: p('Here is the bell once more. You can listen to it as often as you like.'),
          src: bell.name,
          alt: 'The bell of the ferry',
          autostart: false,
          loop: false,
          minPlays: 0,
          maxPlays: 0,
        },
      ],
      [bell],
    ),
    item('sketch', '', [
      {
        id: 'q',
        interactionType: 'unsupported',
        prompt: p('Draw the flag of the ferry.'),
        name: 'drawing',
      },
    ]),
  ],
};
