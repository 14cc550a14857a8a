/**
 * @param {import('./bench-results.mjs').GrowthResult[]} growth of one run each store, and so of the same numbers of sessions
 * @returns {string} in Markdown, a row for each thing that is asked
 */
export function growthTable(growth) {
  const sizes = [...new Set(growth.flatMap(({ times }) => times.map(({ sessions }) => sessions)))].sort(
    (a, b) => a - b,
  );
  const heads = ['store', 'asked for', ...sizes.map((size) => size.toLocaleString('en')), 'the most beside the fewest'];
  const rows = growth.map(({ store, what, times }) => {
    const of = new Map(times.map(({ sessions, ms }) => [sessions, ms]));
    const ratio = (times.at(-1)?.ms ?? Number.NaN) / (times[0]?.ms ?? Number.NaN);
    return [store, what, ...sizes.map((size) => shown(of.get(size))), `${ratio.toFixed(2)} ×`];
  });
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {number | undefined} ms */
const shown = (ms) => (ms === undefined ? '' : `${ms.toFixed(1)} ms`);
