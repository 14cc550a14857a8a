import { expect, test } from 'vitest';
import { parseNames } from '../../src/console/parse-names.ts';

test('a line is a student, whichever way round the name stands', () => {
  expect(parseNames('Maya Rivera\nRivera, Mateo\n').students).toEqual([
    { user_id: 'maya rivera', lis_person_name_given: 'Maya', lis_person_name_family: 'Rivera' },
    { user_id: 'mateo rivera', lis_person_name_given: 'Mateo', lis_person_name_family: 'Rivera' },
  ]);
});

test('one student written both ways is one student', () => {
  expect(parseNames('Maya Rivera\nRivera, Maya').problems).toHaveLength(1);
});

test('everything but the last word is the given name, and one word alone is a given name', () => {
  expect(parseNames('Ana Lucía  de la Cruz\nZoë').students.map((student) => student.lis_person_name_given)).toEqual([
    'Ana Lucía de la',
    'Zoë',
  ]);
});

test('an id behind a tab is the student’s id', () => {
  expect(parseNames('Maya Rivera\t4711').students[0]?.user_id).toBe('4711');
});

test('two students of one name are told apart by an id or are asked for one', () => {
  expect(parseNames('Maya Rivera\nMaya Rivera').problems).toEqual([
    { line: 2, message: 'Same as line 1. Put a tab and an id behind the name to tell them apart.' },
  ]);
  expect(parseNames('Maya Rivera\t1\nMaya Rivera\t2').problems).toEqual([]);
});

test('empty lines and Windows line ends are passed over; an id without a name is not', () => {
  const read = parseNames('\r\nMaya Rivera\r\n\r\n\t99\r\n');
  expect(read.students).toHaveLength(1);
  expect(read.problems).toEqual([{ line: 4, message: 'The name is missing.' }]);
});
