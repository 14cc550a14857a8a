import { expect, it } from 'vitest';
import { sizeWords } from '../../src/server/size-words.ts';

it.each([
  [1024 ** 3, '1 GiB'],
  [50 * 1024 ** 2, '50 MiB'],
  [256 * 1024, '256 KiB'],
  [5_000_000, '5 MB'],
  [1024 ** 2 + 1, '1048577 bytes'],
  [0, '0 bytes'],
])('%d bytes are told as %s, which is no other number', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
