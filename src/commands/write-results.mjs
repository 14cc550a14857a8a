import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { capacityTables } from './capacity-tables.mjs';
import { drawResult, inUnit, multiple, verdict } from './draw-results.mjs';
import { growthTable } from './growth-table.mjs';
import { fromRoot } from './paths.mjs';

/**
 * Draws the pictures of the results, and puts their figures into the pages that tell them.
 *
 * @param {import('./bench-results.mjs').Results} all
 */
export function writeResults(all) {
  mkdirSync(fromRoot('docs', 'benchmarks'), { recursive: true });
  for (const result of all.results) writeFileSync(fromRoot(pictureOf(result.id)), drawResult(result));
  for (const [page, parts] of Object.entries(pagesOf(all))) {
    let text = readFileSync(fromRoot(page), 'utf8');
    for (const [name, part] of Object.entries(parts)) text = withPart(text, name, part);
    writeFileSync(fromRoot(page), text);
  }
}

/** @param {string} id */
export const pictureOf = (id) => `docs/benchmarks/${id}.svg`;

/**
 * @param {import('./bench-results.mjs').Results} all
 * @returns {Record<string, Record<string, string>>} the parts of each page that come from the results
 */
export function pagesOf(all) {
  const { at, cpu, cores, memoryGb, node } = all.machine;
  const machine = `Measured on ${at}: ${cores} cores (${cpu}), ${memoryGb} GB of memory, Node.js ${node}.`;
  return {
    'docs/benchmarks.md': { machine, figures: figureTable(all.results) },
    'docs/capacity.md': { machine, ...capacityTables(all.capacity), growth: growthTable(all.growth) },
  };
}

/**
 * @param {string} text of a page
 * @param {string} name of the part
 * @param {string} part
 * @returns {string} the page with it
 * @throws {Error} when the page has no such part
 */
export function withPart(text, name, part) {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [begin, end] = [text.indexOf(from), text.indexOf(to)];
  if (begin < 0 || end < begin) throw new Error(`the page has no part ${name}`);
  return `${text.slice(0, begin + from.length)}\n${part}\n${text.slice(end)}`;
}

/** @param {import('./bench-results.mjs').BenchResult[]} results */
function figureTable(results) {
  const rows = results.map(({ title, unit, bars, base, budget }) => {
    const figures = bars.map(({ name, value }, at) => `${name} ${inUnit(value, unit)}${multiple(bars, base, at)}`);
    return `| ${title} | ${figures.join('; ')} | ${budget ? verdict(budget) : ''} |`;
  });
  return ['| what | figures | budget |', '|---|---|---|', ...rows].join('\n');
}
