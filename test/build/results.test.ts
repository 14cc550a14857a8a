import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readResults } from '../../src/commands/bench-results.mjs';
import { drawResult } from '../../src/commands/draw-results.mjs';
import { pagesOf, pictureOf, withPart } from '../../src/commands/write-results.mjs';

const textOf = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
const all = readResults();

describe('the pages of the benchmarks', () => {
  it('show pictures that were drawn from the results file, and every one of them', () => {
    const page = textOf('docs/benchmarks.md');
    for (const result of all.results) {
      expect(textOf(pictureOf(result.id))).toBe(drawResult(result));
      expect(page).toContain(`(benchmarks/${result.id}.svg)`);
    }
    expect(page.match(/\(benchmarks\/.*?\.svg\)/g)).toHaveLength(all.results.length);
  });

  it('tell the figures of the results file', () => {
    for (const [path, parts] of Object.entries(pagesOf(all))) {
      const page = textOf(path);
      for (const [name, part] of Object.entries(parts)) expect(withPart(page, name, part)).toBe(page);
    }
  });

  it('say of every figure that it was measured', () => {
    expect(textOf('docs/benchmarks.md') + textOf('docs/capacity.md')).not.toContain('NaN');
  });
});

describe('a picture', () => {
  const result = {
    id: 'x',
    title: 'A & B',
    unit: 'ms',
    base: 1,
    bars: [
      { name: 'Satchel', value: 30 },
      { name: '<bare>', value: 10 },
    ],
  };

  it('tells each value, and the multiple of what it is measured beside', () => {
    const svg = drawResult(result);
    expect(svg).toContain('>30.0 ms, 3.0 ×<');
    expect(svg).toContain('>10.0 ms, 1 ×<');
    expect(svg).toContain('A &amp; B');
    expect(svg).toContain('&lt;bare>');
  });

  it('says in words when a budget was missed', () => {
    expect(drawResult({ ...result, budget: { text: 'at most twice', holds: false } })).toContain(
      'Missed: at most twice',
    );
  });
});
