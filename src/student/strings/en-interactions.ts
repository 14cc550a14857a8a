/* The words of the questions that are no choice, in English; see `en.ts`. They come with the first such question. */
const plurals = new Intl.PluralRules('en');
const plural = (count: number, one: string, other: string) => (plurals.select(count) === 'one' ? one : other);
const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

export const enInteractions = {
  unsupported: (name: string) =>
    `This question is a “${name}”, which this app cannot show yet. Go on with the next one, and tell your teacher.`,

  copy: {
    before: 'In this window you answered:',
    after: 'It is not saved as your answer.',
  },

  /** How an answer is told where it is not drawn. */
  view: {
    /** Between the two halves of a pair. */
    with: 'with',
    /** Points from one to the other in reading order. */
    arrow: '→',
    place: (n: number) => `place ${n}`,
    point: (x: number, y: number) => `${x} across, ${y} down`,
    file: 'a file',
  },

  mixed: {
    question: 'Question',
    /** @param numbers of the questions in one text, ascending */
    questionsOf: (numbers: readonly number[], total: number) => {
      const [first = 0] = numbers;
      const last = numbers.at(-1) ?? first;
      if (numbers.length === 1) return `Question ${first} of ${total}`;
      const isRow = numbers.length > 2 && last - first === numbers.length - 1;
      return isRow
        ? `Questions ${first} to ${last} of ${total}`
        : `Questions ${numbers.slice(0, -1).join(', ')} and ${last} of ${total}`;
    },
    flag: (n: number) => `Flag for review: question ${n}`,
  },

  /** Said of a text and never in its way. */
  entry: {
    integer: 'This should be a whole number, such as 12.',
    float: 'This should be a number, such as 12.5.',
    pattern: 'This does not have the form that the question asks for.',
    cut: (max: number) =>
      `Not all of it fits: an answer has room for ${max.toLocaleString('en')} characters. The end of what you put in was left out. The rest of your answer is as it was.`,
  },
  menu: { choose: 'Choose' },
  slider: { none: 'No answer yet' },
  media: {
    play: 'Play',
    pause: 'Pause',
    recording: 'Recording',
    /** @param left how often it can still be played to its end */
    left: (left: number) =>
      left === 0 ? 'You have played it as often as you can.' : `You can play it ${times(left)}.`,
    more: (more: number) => `Play it at least ${times(more)}.`,
    missing: 'This recording is missing. Go on with the next question, and tell your teacher.',
    broken: 'This device cannot play this recording. Go on with the next question, and tell your teacher.',
  },
  words: (count: number) => `${count} ${plural(count, 'word', 'words')}`,
};

export type InteractionCatalog = typeof enInteractions;
