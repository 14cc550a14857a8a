import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decodeCsv } from '../../../../src/server/import/csv/decode-csv.ts';
import { readTable } from '../../../../src/server/import/csv/read-table.ts';

const cellsOf = (text: string) => readTable(text).map(({ cells }) => cells);

describe('a table', () => {
  it.each<[string, string, string[][]]>([
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1,5\t2;3',
      [
        ['a', 'b'],
        ['1,5', '2;3'],
      ],
    ],
    [
      'a first line that says its separator',
      'sep=;\r\na;b\r\n1;2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFa,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'line ends of old systems',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotation marks',
      'a,b\n"x, ""y""","line\r\nend"',
      [
        ['a', 'b'],
        ['x, "y"', 'line\r\nend'],
      ],
    ],
    [
      'marks that open no cell',
      'a,b\n12" pizza,"x"y',
      [
        ['a', 'b'],
        ['12" pizza', 'xy'],
      ],
    ],
    [
      'empty cells at the end',
      'a,b,c\n1,,',
      [
        ['a', 'b', 'c'],
        ['1', '', ''],
      ],
    ],
    [
      'separators in a quoted header',
      '"a;;;;",b\n1,2',
      [
        ['a;;;;', 'b'],
        ['1', '2'],
      ],
    ],
  ])('with %s is read', (_, text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
  });

  it('counts rows as a spreadsheet does: empty ones too, and one with several lines once', () => {
    expect(readTable('a\n\n"x\ny"\n,\nz').map(({ row, cells }) => [row, cells])).toEqual([
      [1, ['a']],
      [3, ['x\ny']],
      [5, ['z']],
    ]);
  });

  it('says where a mark is never closed, and gives what came before it', () => {
    expect(readTable('a,b\n1,2\n3,"4\n5,6')).toMatchObject([{}, { row: 2 }, { row: 3, unclosed: true }]);
  });

  it('of nothing has no row', () => {
    for (const text of ['', '\uFEFF', '\r\n\r\n', ',,\n']) expect(readTable(text)).toEqual([]);
  });
});

test('whatever is in the cells comes back, with any separator', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '\r', ' ') });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (table, separator, end) => {
      const header = ['x', 'y'];
      const written = [header, ...table].map((row) =>
        row.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator),
      );
      const kept = table.filter((row) => row.some((one) => one.trim() !== ''));
      expect(cellsOf(written.join(end))).toEqual([header, ...kept]);
    }),
  );
});

test('bytes are read in the encodings that spreadsheets write', () => {
  const text = 'question\r\nWhat is “café”?';
  expect(decodeCsv(Buffer.from(text))).toBe(text);
  expect(decodeCsv(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(text);
  expect(decodeCsv(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toBe(text);
  expect(decodeCsv(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x93]))).toBe('café“');
});
