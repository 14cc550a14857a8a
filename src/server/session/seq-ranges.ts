/** As many as a code that a camera reads has room for beside the rest of a statement. */
const MOST = 60;

/**
 * Sequence numbers as pairs from and through, in ascending order. Where there would be too many, those that lie nearest to each
 * other are joined: then the pairs hold more than the numbers, never less.
 */
export function seqRanges(seqs: Iterable<number>, most = MOST): Array<[from: number, through: number]> {
  const ranges: Array<[number, number]> = [];
  for (const seq of [...new Set(seqs)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === seq - 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  while (ranges.length > most) {
    const gaps = ranges.slice(1).map(([from], at) => from - (ranges[at]?.[1] ?? 0));
    const at = gaps.indexOf(Math.min(...gaps));
    const [left, right] = ranges.slice(at, at + 2);
    if (left && right) ranges.splice(at, 2, [left[0], right[1]]);
  }
  return ranges;
}
