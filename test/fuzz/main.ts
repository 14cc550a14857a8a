/*
 * The fuzzer as a program (`npm run fuzz`): plays the cases `<seed>:<from>` and those after it, and says before each on
 * standard output which it is, so that whoever started it knows where it hangs.
 *
 *   --corpus <folder> --seed <text> --from 0 --count 1000
 *   --write <file>        writes the changed file of the first case, to be looked at
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { caseOf, type Finding, noFigures, play } from './play.ts';
import { itemSeeds } from './seeds.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: '../shared/corpus' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '1' },
    write: { type: 'string' },
  },
});

const seeds = itemSeeds(values.corpus);
const figures = noFigures();
const findings: Finding[] = [];
const from = Number(values.from);
if (values.write !== undefined) writeFileSync(values.write, caseOf(`${values.seed}:${from}`, seeds).bytes);
for (let at = from; at < from + Number(values.count); at++) {
  process.stdout.write(`${at}\n`);
  const found = await play(`${values.seed}:${at}`, seeds, figures);
  if (found) findings.push(found);
}
process.stdout.write(`${JSON.stringify({ figures, findings })}\n`);
