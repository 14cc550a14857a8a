import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildSimulator } from '../../src/commands/build-simulator.mjs';
import type { ContentNode } from '../../src/shared/contract/content.ts';
import { hostileContent } from '../fuzz/hostile-content.ts';
import { digestOf, itemCase } from '../fuzz/item-case.ts';
import { itemSeeds } from '../fuzz/seeds.ts';
import { corpusPath } from './corpus.ts';

/* A bounded run; `npm run fuzz` plays any number. The oracle is that of `judge-item.ts`. */
const CASES = 300;

const report = z.object({ figures: z.record(z.string(), z.number()), findings: z.array(z.unknown()) });

test(`${CASES} damaged items and packages are imported or refused in good time, and what is imported is harmless and scores`, async () => {
  const program = await buildSimulator('fuzz-test', [], { entry: 'test/fuzz/main.ts', plugins: [] });
  const args = [program, '--corpus', corpusPath(''), '--seed', 'bounded', '--count', String(CASES)];
  // In a process of its own: one that hangs can be ended.
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 100_000 });
  expect(stderr).toBe('');
  const { figures, findings } = report.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  expect(findings).toEqual([]);
  expect(figures).toMatchObject({ cases: CASES, packages: CASES / 4 });
  // Mutations that nothing survives, or that change nothing, would find nothing.
  for (const fate of ['refused', 'imported']) expect(figures[fate], fate).toBeGreaterThan(CASES / 6);
  expect(figures['packages imported']).toBeGreaterThan(CASES / 20);
}, 120_000);

test('a case is the same each time, and another is another', () => {
  const seeds = itemSeeds(corpusPath(''));
  expect(seeds.length).toBeGreaterThan(400);
  const cases = ['1:7', '1:7', '1:8', '2:7'].map((id) => itemCase(id, seeds));
  const [first, again, ...others] = cases.map(digestOf);
  expect(again).toBe(first);
  for (const other of others) expect(other).not.toBe(first);
});

describe('the oracle notices', () => {
  const student = (node: ContentNode) => ({
    id: 'i',
    body: [{ type: 'element' as const, tagName: 'p', properties: {}, children: [node] }],
    media: [{ name: 'map.png', type: 'image/png', contentHash: '0'.repeat(64), bytes: 1 }],
    questions: [],
  });
  const element = (tagName: string, properties: Record<string, string> = {}): ContentNode => ({
    type: 'element',
    tagName,
    properties,
    children: [],
  });

  test('nothing in plain text and the item’s own picture', () => {
    expect(hostileContent(student({ type: 'text', value: '<script>javascript:x()</script>' }))).toBeNull();
    expect(hostileContent(student(element('img', { src: 'map.png', alt: 'see http://x.example' })))).toBeNull();
  });

  test.each([
    element('script'),
    element('svg'),
    element('x-a'),
    element('a', { href: 'x' }),
    element('b', { onclick: 'x()' }),
    element('b', { style: 'color:red' }),
    element('img', { src: 'other.png' }),
    element('img', { src: 'javascript:x()' }),
    element('span', { lang: 'url(x)' }),
  ])('%j', (node) => {
    expect(hostileContent(student(node))).not.toBeNull();
  });
});
