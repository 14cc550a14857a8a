import { gzipSync } from 'node:zlib';

/** Bytes after gzip; a kB is 1000 bytes. */
const BUDGETS = {
  /** All JavaScript that is needed to open the app and answer a choice question. */
  firstQuestion: 70_000,
  /** Everything that the service worker puts away at install, and the worker itself. */
  precache: 400_000,
};

/** @typedef {keyof typeof BUDGETS} BudgetName */

/** @type {Record<BudgetName, string>} */
const SUBJECTS = {
  firstQuestion: 'JavaScript to open the app and answer a choice question',
  precache: 'whole precache of the student app',
};

/**
 * One output file of the build: what it loads at once, and what it loads when it is needed.
 *
 * @typedef {{ fileName: string, code: string, entry: boolean, modules: string[],
 *             imports: string[], dynamicImports: string[] }} Chunk
 */

/** @param {string | Uint8Array} content */
export const gzipBytes = (content) => gzipSync(content, { level: 9 }).length;

/**
 * The chunks that an answered question needs: everything reachable from the entry, by static and dynamic imports
 * alike, except through a chunk that holds a module named in `later`. What nobody names counts, so that a new part
 * is paid for until somebody shows that the first question does without it.
 *
 * @param {Chunk[]} chunks
 * @param {string[]} later ends of module paths
 * @returns {Chunk[]}
 */
export function firstQuestionChunks(chunks, later) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  /** @type {Set<Chunk>} */
  const needed = new Set();
  /** @param {Chunk} chunk */
  const visit = (chunk) => {
    if (needed.has(chunk)) return;
    needed.add(chunk);
    for (const name of chunk.imports) {
      const next = byName.get(name);
      if (next) visit(next);
    }
    for (const name of chunk.dynamicImports) {
      const next = byName.get(name);
      if (next && !next.modules.some((module) => later.some((end) => module.endsWith(end)))) visit(next);
    }
  };
  for (const chunk of chunks) if (chunk.entry) visit(chunk);
  return [...needed];
}

/**
 * The scripts that stand in a page itself.
 *
 * @param {string} html
 * @returns {string[]} their code
 */
export function inlineScripts(html) {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
}

/**
 * The addresses that a built service worker puts away, as workbox-build wrote them into it.
 *
 * @param {string} worker source of the worker
 * @returns {string[]} relative to the app's root, each once
 */
export function precachedUrls(worker) {
  return [...new Set([...worker.matchAll(/"url":"((?:[^"\\]|\\.)*)"/g)].map((match) => JSON.parse(`"${match[1]}"`)))];
}

/**
 * @param {Record<BudgetName, number>} measured bytes after gzip
 * @param {Record<BudgetName, number>} [budgets]
 * @returns {{ lines: string[], over: string[] }} a line for each figure, and a sentence for each that breaks its budget
 */
export function checkBudgets(measured, budgets = BUDGETS) {
  const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const names = /** @type {BudgetName[]} */ (Object.keys(budgets));
  const line = (/** @type {BudgetName} */ name) =>
    `${SUBJECTS[name]}: ${kB(measured[name])} gzip of ${kB(budgets[name])}`;
  return {
    lines: names.map(line),
    over: names.filter((name) => measured[name] > budgets[name]).map((name) => `Over budget. ${line(name)}`),
  };
}
