/*
 * Pictures of what was measured: bars beside each other, with their multiples. One file each, which brings its own colours for
 * light and for dark pages, since it is shown as an image.
 */

const WIDTH = 760;
const LEFT = 262;
const BAR = { height: 22, step: 32, longest: 300 };
const TOP = 54;

const STYLE = `
    text { font: 14px system-ui, 'Noto Sans', sans-serif; fill: #1d2433 }
    .title { font-size: 15px; font-weight: 650 } .sheet { fill: #fbf8f2; stroke: #d9d2c3 }
    .ours { fill: #0b6b63 } .other { fill: #a89f8d } .note { fill: #535c6e; font-size: 13px } .missed { fill: #a3271b; font-weight: 650 }
    @media (prefers-color-scheme: dark) {
      text { fill: #ece7db } .sheet { fill: #1b1f28; stroke: #3a4152 } .ours { fill: #4fb8ab } .other { fill: #6f7686 }
      .note { fill: #b4bac6 } .missed { fill: #ff9d8f }
    }`;

/**
 * @param {import('./bench-results.mjs').BenchResult} result
 * @returns {string} SVG
 */
export function drawResult({ title, unit, bars, base, budget }) {
  const most = Math.max(...bars.map(({ value }) => value));
  const height = TOP + bars.length * BAR.step + (budget ? 34 : 12);
  const rows = bars.map(({ name, value }, at) => {
    const y = TOP + at * BAR.step;
    const length = Math.max(2, Math.round((value / most) * BAR.longest));
    const text = y + 16;
    return `  <text x="${LEFT - 12}" y="${text}" text-anchor="end">${escaped(name)}</text>
  <rect class="${at === 0 ? 'ours' : 'other'}" x="${LEFT}" y="${y}" width="${length}" height="${BAR.height}" rx="3"/>
  <text x="${LEFT + length + 10}" y="${text}">${inUnit(value, unit)}${multiple(bars, base, at)}</text>`;
  });
  const said = bars
    .map(({ name, value }, at) => `${name} ${inUnit(value, unit)}${multiple(bars, base, at)}`)
    .join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(`${title}: ${said}`)}">
  <style>${STYLE}
  </style>
  <rect class="sheet" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10"/>
  <text class="title" x="20" y="32">${escaped(title)}</text>
${rows.join('\n')}
${budget ? `  <text class="${budget.holds ? 'note' : 'note missed'}" x="20" y="${height - 16}">${escaped(verdict(budget))}</text>\n` : ''}</svg>
`;
}

/** @param {{ text: string, holds: boolean }} budget */
export const verdict = ({ text, holds }) => `${holds ? 'Held' : 'Missed'}: ${text}`;

/**
 * @param {number} value
 * @param {string} unit
 */
export function inUnit(value, unit) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

/**
 * @param {Array<{ value: number }>} bars
 * @param {number} base
 * @param {number} at
 */
export function multiple(bars, base, at) {
  const [own, floor] = [bars[at]?.value, bars[base]?.value];
  if (own === undefined || !floor || bars.length === 1) return '';
  if (at === base) return ', 1 ×';
  return `, ${(own / floor).toFixed(own / floor >= 10 ? 0 : 1)} ×`;
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
