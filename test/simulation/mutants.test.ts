/*
 * Does the simulator find bugs? Each safeguard of `mutants.ts` is switched off alone, and a history that a seed made has to break
 * a rule over it. A rule that is never looked at, or a history in which nothing happens, makes this fail.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { buildSimulator } from '../../src/commands/build-simulator.mjs';
import { MUTANTS } from './mutants.ts';
import { runBundle } from './run-bundle.ts';

const rows = MUTANTS.map((mutant, index) => [mutant.safeguard, mutant, `mutant-${index}`] as const);

/** So many seeds from the one that is named: it leaves room for a step that is played a little otherwise. */
const SEEDS = 3;

test.concurrent.for(rows)('a history breaks a rule once it is not so that %s', async ([, mutant, name], { expect }) => {
  const { seed, breaks, patches } = mutant;
  const program = await buildSimulator(name, patches);
  const { broken } = await runBundle(program, ['--from', String(seed), '--seeds', String(SEEDS), '--no-shrink']);
  expect(broken).not.toBeNull();
  expect(breaks.map(String)).toContain(broken?.what[0]?.split(':')[0]);
});

test.concurrent('a history that breaks is shrunk to a few steps, which break the same rule when they are played again', async ({
  expect,
  onTestFinished,
}) => {
  const [mutant] = MUTANTS.filter(({ safeguard }) => safeguard.startsWith('what strands'));
  const program = await buildSimulator('shrinking', mutant?.patches);
  const seed = String(mutant?.seed);
  const { broken: whole } = await runBundle(program, ['--replay', seed, '--no-shrink']);
  const { broken: shrunk } = await runBundle(program, ['--replay', seed]);
  expect(whole?.steps.length).toBeGreaterThan(9);
  expect(shrunk?.steps.length).toBeLessThan(9);

  const directory = mkdtempSync(join(tmpdir(), 'satchel-shrunk-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'steps.json');
  writeFileSync(file, JSON.stringify(shrunk?.steps));
  const { broken: again } = await runBundle(program, ['--replay', file, '--no-shrink']);
  expect(again?.steps).toEqual(shrunk?.steps);
  expect(again?.what[0]?.split(':')[0]).toBe(whole?.what[0]?.split(':')[0]);
});
