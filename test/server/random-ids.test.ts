import { expect, it } from 'vitest';
import { createRandomIds } from '../../src/server/random-ids.ts';

it('gives each id bytes of its own, and asks for more when they are used up', () => {
  let asked = 0;
  const next = createRandomIds((bytes) => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = at < 16 ? asked : at / 16;
    asked += 1;
  });
  const first = Array.from({ length: 256 }, next);
  expect(new Set(first).size).toBe(256);
  expect(first.every((id) => /^[A-Za-z0-9_-]{22}$/.test(id))).toBe(true);
  expect(asked).toBe(1);
  expect(next()).not.toBe(first[0]);
  expect(asked).toBe(2);
});
