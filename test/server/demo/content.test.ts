import { describe, expect, it } from 'vitest';
import { savingAndSpending } from '../../../src/server/demo/saving-and-spending.ts';
import { science } from '../../../src/server/demo/science.ts';
import { htmlOf as htmlOfQuestion } from '../../../src/server/import/questions/html-of.ts';
import { type AuthoredExam, authoredExam } from '../../../src/shared/contract/exam.ts';

const htmlOf = (item: AuthoredExam['items'][number]) =>
  [item.body, item.stimulus?.body ?? '', ...item.questions.flatMap(htmlOfQuestion).map(({ html }) => html)].join('\n');
/** The demo asks nothing else. */
const choicesOf = (items: AuthoredExam['items']) =>
  items.flatMap(({ questions }) => questions.flatMap((one) => (one.interactionType === 'choice' ? [one] : [])));
const svgOf = (data: string) => Buffer.from(data, 'base64').toString('utf8');

describe.each([
  ['Saving and spending', savingAndSpending, 3],
  ['the science test', science, 40],
])('%s', (_name, exam, questions) => {
  it('is an exam by the schema that PUT takes, as it stands', () => {
    expect(authoredExam.parse(exam)).toEqual(exam);
  });

  it(`has ${questions} questions, and no id twice`, () => {
    expect(choicesOf(exam.items)).toHaveLength(questions);
    for (const ids of [exam.items.map((item) => item.id), exam.objectives.map((objective) => objective.id)]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const { options } of choicesOf(exam.items)) {
      expect(new Set(options.map((option) => option.id)).size).toBe(options.length);
    }
  });

  it('aligns every item to an objective that it has, and uses each', () => {
    const known = exam.objectives.map((objective) => objective.id).sort();
    const used = new Set(exam.items.flatMap((item) => item.alignmentIds));
    expect([...used].sort()).toEqual(known);
    expect(exam.items.filter((item) => item.alignmentIds.length === 0)).toEqual([]);
  });

  it('has a right answer to every question, and a wrong one', () => {
    for (const { options, maxChoices } of choicesOf(exam.items)) {
      const keys = options.filter((option) => option.isKey).length;
      expect(keys).toBeGreaterThan(0);
      expect(keys).toBeLessThan(options.length);
      expect(maxChoices === 1).toBe(keys === 1);
    }
  });

  it('shows every picture that it carries, each with words and a size', () => {
    for (const item of exam.items) {
      const shown = [...htmlOf(item).matchAll(/<img src="([^"]+)" alt="([^"]{20,})" width="\d+" height="\d+">/g)];
      expect(htmlOf(item).split('<img').length - 1).toBe(shown.length);
      expect(shown.map((image) => image[1])).toEqual(item.media.map((media) => media.name));
    }
  });

  it('has drawings that load nothing and run nothing', () => {
    for (const { name, data } of exam.items.flatMap((item) => item.media)) {
      expect(svgOf(data), name).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>$/);
      expect(svgOf(data), name).not.toMatch(/<script|<style|<image|<use|href|\son\w+=|NaN|undefined/);
    }
  });
});

describe('the science test', () => {
  const singles = choicesOf(science.items).filter((question) => question.maxChoices === 1);

  it('cannot be passed by always choosing the same place', () => {
    const places = [0, 1, 2, 3].map((place) => singles.filter(({ options }) => options[place]?.isKey).length);
    expect(Math.max(...places)).toBeLessThan(science.items.length * 0.3);
  });

  it('has one passage that several items share word for word', () => {
    const passages = science.items.flatMap((item) => item.stimulus ?? []);
    expect(passages.length).toBeGreaterThanOrEqual(4);
    expect(new Set(passages.map((passage) => JSON.stringify(passage))).size).toBe(1);
    const words = passages[0]?.body.replace(/<[^>]+>/g, ' ').match(/\S+/g) ?? [];
    expect(words.length).toBeGreaterThan(200);
  });

  it('says how many answers to choose where there are several', () => {
    const several = choicesOf(science.items).filter((question) => question.maxChoices !== 1);
    expect(several.length).toBeGreaterThanOrEqual(5);
    for (const { prompt, options } of several) {
      const word = ['two', 'three'][options.filter((option) => option.isKey).length - 2];
      expect(prompt).toContain(`<strong>${word}</strong>`);
    }
  });
});
