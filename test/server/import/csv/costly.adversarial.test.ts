import { expect, it } from 'vitest';
import { readCsvExam } from '../../../../src/server/import/csv/csv-exam.ts';

/* Tables of a few megabytes that would become gigabytes: each row, and each line of the report, is an object. */

it('a table of millions of rows is read to a bound, and says where', () => {
  const { exam, lines } = readCsvExam(`question\n${'x\n'.repeat(200_000)}`, 'Week 7');
  expect(exam?.items).toHaveLength(1000);
  expect(lines.length).toBeLessThan(7000);
  expect(lines.at(-1)).toEqual({
    line: 5002,
    outcome: 'refused',
    reason: 'row 5002 and all below it are not read: a table may have 5000 rows',
  });
});

it('a table of as many rows as are read says nothing of more', () => {
  const { lines } = readCsvExam(`question\n${'x\n'.repeat(5000)}\n\n`, 'Week 7');
  expect(lines.at(-1)?.reason).toBe('row 5001 is beyond the 1000 questions of an exam');
});

it('millions of empty rows are passed over', () => {
  const { exam, lines } = readCsvExam(`question\nx\n${'\n'.repeat(1_000_000)}y\n`, 'Week 7');
  expect(exam?.items).toHaveLength(2);
  expect(lines.at(-1)).toMatchObject({ line: 1_000_003, outcome: 'imported' });
});

it('columns without a meaning are told to a bound', () => {
  const { lines } = readCsvExam(`question${',x'.repeat(100_000)}\nx\n`, 'Week 7');
  expect(lines.filter(({ outcome }) => outcome === 'simplified')).toHaveLength(20);
});

it('a cell with very many standards is read, each once', () => {
  const standards = Array.from({ length: 100_000 }, (_, n) => n).join('|');
  const { exam } = readCsvExam(`question,objective\nx,${standards}\ny,1|2|1\n`, 'Week 7');
  expect(exam?.items.map(({ alignmentIds }) => alignmentIds.length)).toEqual([100_000, 2]);
});
