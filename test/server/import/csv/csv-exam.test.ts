import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fromRoot } from '../../../../src/commands/paths.mjs';
import { readCsvExam } from '../../../../src/server/import/csv/csv-exam.ts';
import { readyExam } from '../../../../src/server/import/put-exam.ts';
import { authoredExam } from '../../../../src/shared/contract/exam.ts';

const HEADER = 'question,type,A,B,C,D,correct,points,objective,passage';
const read = (...rows: string[]) => readCsvExam([HEADER, ...rows].join('\n'), 'Week 7');
const questionOf = (row: string) => {
  const { exam, lines } = read(row);
  const [item] = exam?.items ?? [];
  if (!item) throw new Error(JSON.stringify(lines));
  return item.questions[0];
};
const reasons = (...rows: string[]) =>
  read(...rows)
    .lines.filter(({ outcome }) => outcome !== 'imported')
    .map(({ line, reason }) => [line, reason]);

describe('a row', () => {
  it('is a question with its options, its key, its points, its standard and its passage', () => {
    const { exam } = read(
      'Which is right?,,one,two & three,,,b,2,2.11.B: explain saving | 1.A,"Cole earns\n$6.\n\nHe saves."',
    );
    expect(exam).toMatchObject({
      name: 'Week 7',
      objectives: [
        { id: '2.11.B', abbreviation: '2.11.B', text: 'explain saving' },
        { id: '1.A', abbreviation: '1.A', text: '' },
      ],
      items: [
        {
          id: expect.stringMatching(/^question-[0-9a-f]{12}$/),
          name: 'Which is right?',
          stimulus: { id: expect.stringMatching(/^passage-/), body: '<p>Cole earns<br>$6.</p><p>He saves.</p>' },
          alignmentIds: ['2.11.B', '1.A'],
          questions: [
            {
              interactionType: 'choice',
              prompt: '<p>Which is right?</p>',
              maxScore: 2,
              maxChoices: 1,
              options: [
                { id: 'A', content: '<p>one</p>', isKey: false },
                { id: 'B', content: '<p>two &amp; three</p>', isKey: true },
              ],
            },
          ],
        },
      ],
    });
  });

  it.each<[string, string, object]>([
    [
      'several right letters',
      'Q,,a,b,c,,"A, C"',
      { interactionType: 'choice', maxChoices: 0, options: [{ isKey: true }, {}, { isKey: true }] },
    ],
    ['letters in one word', 'Q,,a,b,c,,ac', { maxChoices: 0 }],
    ['one right answer of a type that takes several', 'Q,multiple,a,b,c,,A', { maxChoices: 0 }],
    ['the text of an option', 'Q,,red,blue,,,Blue', { maxChoices: 1, options: [{ isKey: false }, { isKey: true }] }],
    ['an option that is left out between two', 'Q,,a,,c,,C', { options: [{ id: 'A' }, { id: 'C', isKey: true }] }],
    [
      'true or false',
      'Q,true/false,,,,,false',
      { options: [{ content: '<p>True</p>' }, { content: '<p>False</p>', isKey: true }] },
    ],
    ['true or false that nobody named so', 'Q,,,,,,TRUE', { options: [{ isKey: true }, { isKey: false }] }],
    [
      'true or false with words of its own',
      'Q,true/false,ja,nein,,,true',
      { options: [{ content: '<p>ja</p>', isKey: true }, {}] },
    ],
    [
      'a short answer with others that are right',
      'Q,,,,,,York | york city',
      { interactionType: 'textEntry', correct: ['York', 'york city'] },
    ],
    ['a number with a comma', 'Q,,,,,,"3,5"', { interactionType: 'textEntry', baseType: 'float', correct: ['3.5'] }],
    ['an essay', 'Q,,,,,,', { interactionType: 'extendedText' }],
  ])('has %s', (_, row, question) => {
    expect(questionOf(row)).toMatchObject(question);
  });

  it('of an essay keeps what is right for those who score', () => {
    expect(read('Q,essay,,,,,Names two reasons.').exam?.items[0]).toMatchObject({
      rubric: '<p>Names two reasons.</p>',
    });
  });

  it('shows what looks like HTML as it was written', () => {
    expect(questionOf('<script>x</script>,,<b>a</b>,b,,,A')).toMatchObject({
      prompt: '<p>&lt;script&gt;x&lt;/script&gt;</p>',
      options: [{ content: '<p>&lt;b&gt;a&lt;/b&gt;</p>' }, {}],
    });
  });
});

describe('a mistake is told by row and column, and the good rows come', () => {
  it.each<[string, string]>([
    [',,a,b,,,A', 'row 3, column "question", is empty'],
    [
      'Q,quiz,a,b,,,A',
      'row 3, column "type", is "quiz": it is one of choice, multiple, true/false, short, number, essay, or empty',
    ],
    ['Q,,a,b,,,', 'row 3, column "correct", is empty: write the letter of the right option'],
    ['Q,,a,b,,,D', 'row 3, column "correct", names option D, which is empty'],
    ['Q,,a,b,,,red', 'row 3, column "correct", is "red", which is neither the letter of an option nor the text of one'],
    [
      'Q,choice,a,b,c,,A;B',
      'row 3, column "correct", names 2 options, and a question of type "choice" has one: its type is "multiple"',
    ],
    ['Q,,a,,,,A', 'row 3 has fewer than two options: fill in the columns A and B at least'],
    ['Q,,a,b,a,,A', 'row 3, column "option C", says the same as option A'],
    ['Q,,a,b,,,A,two', 'row 3, column "points", is "two", which is not a number'],
    ['Q,,a,b,,,A,-1', 'row 3, column "points", is -1: points go from 0 to 10000'],
    ['Q,number,,,,,six', 'row 3, column "correct", is "six", which is not a number'],
    ['Q,true/false,,,,,maybe', 'row 3, column "correct", is "maybe": write true or false'],
    ['Q,short,,,,,|', 'row 3, column "correct", is empty: write the right answer, or several with | between'],
    [
      'Q,,a,b,,,A,1,x,y,z',
      'row 3 has more cells than there are columns: a text with the separator in it needs quotation marks around it',
    ],
    [`${'x'.repeat(200_001)},,a,b,,,A`, 'row 3 cannot be taken: Too big: expected string to have <=200000 characters'],
  ])('%.40s', (row, reason) => {
    const { exam, lines } = read('Good?,,a,b,,,A', row, 'Also good?,,a,b,,,A');
    expect(lines.filter(({ outcome }) => outcome !== 'imported')).toEqual([{ line: 3, outcome: 'refused', reason }]);
    expect(exam?.items.map(({ name }) => name)).toEqual(['Good?', 'Also good?']);
  });

  it('a quotation mark that is never closed takes what is behind it, and says so', () => {
    const { exam, lines } = read('Good?,,a,b,,,A', '"Bad,,a,b,,,A', 'Lost?,,a,b,,,A');
    expect(exam?.items).toHaveLength(1);
    expect(lines.at(-1)).toMatchObject({
      line: 3,
      outcome: 'refused',
      reason: expect.stringContaining('quotation mark'),
    });
  });

  it('a question that is there twice comes twice, and is told', () => {
    expect(reasons('Q,,a,b,,,A', 'R,,a,b,,,A', 'Q,,a,b,,,A')).toEqual([
      [4, 'row 4 has the same id or the same question as row 2'],
    ]);
  });
});

describe('a table without questions', () => {
  it.each<[string, string]>([
    ['', 'the file is empty'],
    ['a,b\n1,2', 'row 1 has no column "question": the first row names the columns, and one of them is "question"'],
    ['question,answer,key\nQ,,', 'row 1 has two columns for "correct"'],
    ['question,correct\n', 'there is no row below the names of the columns'],
  ])('%j is refused', (text, reason) => {
    expect(readCsvExam(text, 'x')).toMatchObject({ exam: null, lines: [{ outcome: 'refused', reason }] });
  });
});

test('columns have names that teachers give them, and others are named and left out', () => {
  const { exam, lines } = readCsvExam('Notes;Option A;Choice_B;Answer Key;STEM :\nmine;a;b;B;Which?', 'x');
  expect(exam?.items[0]?.questions).toMatchObject([{ prompt: '<p>Which?</p>', options: [{}, { isKey: true }] }]);
  expect(lines[0]).toEqual({
    line: 1,
    outcome: 'simplified',
    reason: 'the column "Notes" is not known, and is left out',
  });
});

test('rows in another order are the same items, and one passage is one', () => {
  const rows = ['Q,,a,b,,,A,,,same', 'R,,a,b,,,A,,,same', 'S,,a,b,,,A,,,other'];
  const ids = (exam: ReturnType<typeof read>['exam']) => exam?.items.map(({ id }) => id) ?? [];
  expect(ids(read(...rows).exam).sort()).toEqual(ids(read(...rows.toReversed()).exam).sort());
  const passages = read(...rows).exam?.items.map(({ stimulus }) => stimulus?.id);
  expect(new Set(passages).size).toBe(2);
});

test('whatever is in a file, what comes of it can be put, and every row is told of', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'A',
      'B',
      'AC',
      'true',
      'essay',
      'choice',
      '1',
      '3,5',
      '',
      'question',
      'correct',
      '"',
      '<b>',
      '1e9',
      '\0',
      'x:y',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const table = fc.array(fc.array(cell, { maxLength: 11 }), { maxLength: 6 });
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, separator) => {
      const text = [HEADER.replaceAll(',', separator), ...rows.map((row) => row.join(separator))].join('\n');
      const { exam, lines } = readCsvExam(text, 'x');
      if (exam) readyExam(authoredExam.parse(JSON.parse(JSON.stringify(exam))));
      expect(lines.filter(({ outcome }) => outcome === 'imported')).toHaveLength(exam?.items.length ?? 0);
    }),
    { numRuns: 400 },
  );
});

test('the example of the documentation is read as it says', () => {
  const page = readFileSync(fromRoot('docs', 'questions-from-a-spreadsheet.md'), 'utf8');
  const example = /```csv\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { exam, lines } = readCsvExam(example, 'x');
  expect(lines.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'imported'));
  expect(exam?.items.map(({ questions }) => questions[0]?.interactionType)).toEqual([
    ...['choice', 'choice', 'choice', 'textEntry', 'textEntry', 'extendedText'],
  ]);
  expect(new Set(exam?.items.map(({ stimulus }) => stimulus?.id))).toHaveProperty('size', 2);
});
