import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Chunk,
  checkBudgets,
  firstQuestionChunks,
  gzipBytes,
  inlineScripts,
  precachedUrls,
} from '../../src/commands/budget.mjs';

const chunk = (fileName: string, parts: Partial<Chunk> = {}): Chunk => ({
  fileName,
  code: '',
  entry: false,
  modules: [],
  imports: [],
  dynamicImports: [],
  ...parts,
});
const namesOf = (chunks: Chunk[]) => chunks.map(({ fileName }) => fileName).sort();

describe('the check that ends a build', () => {
  const budgets = { firstQuestion: 1000, precache: 5000 };

  it('lets a build through that stays within its budgets, to the byte', () => {
    expect(checkBudgets({ firstQuestion: 1000, precache: 5000 }, budgets).over).toEqual([]);
  });

  it.each([
    [{ firstQuestion: 1001, precache: 5000 }, 'to open the app'],
    [{ firstQuestion: 1000, precache: 5001 }, 'whole precache'],
  ])('names the figure that is a byte over', (measured, words) => {
    const { over } = checkBudgets(measured, budgets);
    expect(over).toHaveLength(1);
    expect(over[0]).toContain(words);
  });

  it('has the budgets of 70 and 400 kB when it is handed none', () => {
    expect(checkBudgets({ firstQuestion: 70_000, precache: 400_000 }).over).toEqual([]);
    expect(checkBudgets({ firstQuestion: 70_001, precache: 400_001 }).over).toHaveLength(2);
  });

  it('weighs after gzip, where noise stays as large as it was', () => {
    expect(gzipBytes('a'.repeat(100_000))).toBeLessThan(1000);
    expect(gzipBytes(randomBytes(10_000))).toBeGreaterThan(9_900);
  });
});

describe('what the first question needs', () => {
  it('is the entry, what it imports, and what that imports', () => {
    const chunks = [
      chunk('entry', { entry: true, imports: ['a'] }),
      chunk('a', { imports: ['b'] }),
      chunk('b', { imports: ['a'] }),
      chunk('of another page'),
    ];
    expect(namesOf(firstQuestionChunks(chunks, []))).toEqual(['a', 'b', 'entry']);
  });

  it('takes in what is loaded later, unless it is named', () => {
    const chunks = [
      chunk('entry', { entry: true, dynamicImports: ['services', 'review'] }),
      chunk('services', { modules: ['/x/src/student/services/services.ts'], imports: ['dexie'] }),
      chunk('dexie'),
      chunk('review', { modules: ['/x/src/student/ui/review.tsx'], imports: ['chart'] }),
      chunk('chart'),
    ];
    const needed = firstQuestionChunks(chunks, ['src/student/ui/review.tsx']);
    expect(namesOf(needed)).toEqual(['dexie', 'entry', 'services']);
  });

  it('takes in a named part that is also imported at once: naming it does not make it later', () => {
    const chunks = [
      chunk('entry', { entry: true, imports: ['review'] }),
      chunk('review', { modules: ['/x/src/student/ui/review.tsx'] }),
    ];
    expect(namesOf(firstQuestionChunks(chunks, ['src/student/ui/review.tsx']))).toEqual(['entry', 'review']);
  });
});

describe('what the worker puts away', () => {
  it('is read from the worker itself, each address once', () => {
    const worker =
      'x([{"revision":null,"url":"assets/a-1.js"},{"revision":"9","url":"index.html"},{"revision":"9","url":"index.html"}])';
    expect(precachedUrls(worker)).toEqual(['assets/a-1.js', 'index.html']);
  });
});

it('a script in the page itself is found, one that the page links is not', () => {
  const html =
    '<head><script>early()</script><script type="module" src="/main.js"></script></head><script>\n2\n</script>';
  expect(inlineScripts(html)).toEqual(['early()', '\n2\n']);
});
