/*
 * Two sheets of answers to `text-exam.ts`, and by hand what an exam session has to hold of them: responses by authored
 * index, and points.
 */
export interface Answers {
  from: string;
  hour: string;
  day: string;
  sea: string;
  sick: string;
  why: string;
  part: number;
  price: string;
  code: string;
  essay: string;
  nouns: string[];
  mistake: string;
  depth: number;
  tide: number;
  tones: string;
}

export const RIGHT: Answers = {
  from: 'harbor',
  hour: '7',
  day: 'friday',
  sea: 'flat',
  sick: 'nobody',
  why: 'flat',
  part: 1,
  price: '4.50',
  code: 'FE07',
  essay: 'A hat, because of the wind.',
  nouns: ['ferry', 'wall'],
  mistake: 'has seen leaving',
  depth: 6,
  tide: 1.5,
  tones: '1',
};
export const WRONG: Answers = {
  ...RIGHT,
  from: 'mouth of the river',
  hour: 'seven',
  sea: 'rough',
  sick: 'Aunt Mo',
  why: 'calm',
  part: 0,
  price: '4,50',
  code: 'fe07',
  nouns: ['slowly', 'happily'],
  mistake: 'just',
  depth: 3,
  tide: -1,
};
/** Of 14; a person scores the essay. The day and the number of tones are right in both. */
export const POINTS = new Map([
  [RIGHT, 14],
  [WRONG, 2],
]);

const indexes = (...list: number[]) => ({ options: list.map((index) => ({ index })) });
const value = (one: string | number) => ({ value: one });
/** By the position at which the exam has an option, whatever the screen showed. */
export const responsesOf = (answers: Answers) => ({
  ferry: {
    from: indexes(['beach', 'harbor', 'mouth of the river'].indexOf(answers.from)),
    hour: value(answers.hour),
    day: value(answers.day),
    sea: indexes(['rough', 'flat'].indexOf(answers.sea)),
    sick: indexes(['Aunt Mo', 'nobody'].indexOf(answers.sick)),
    why: value(answers.why),
  },
  share: { part: indexes(answers.part) },
  price: { q: value(answers.price) },
  code: { q: value(answers.code) },
  essay: { q: value(answers.essay) },
  nouns: { q: indexes(...answers.nouns.map((noun) => ['ferry', 'slowly', 'happily', 'wall'].indexOf(noun))) },
  mistake: { q: indexes(['The boy', 'has seen leaving', 'just'].indexOf(answers.mistake)) },
  depth: { q: value(answers.depth) },
  tide: { q: value(answers.tide) },
  bell: { tones: value(answers.tones) },
});
