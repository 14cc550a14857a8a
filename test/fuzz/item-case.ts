import { createHash } from 'node:crypto';
import { seededRandom } from '../../src/shared/lib/seeded-random.ts';
import type { Below } from './draw.ts';
import { pick } from './draw.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateTree } from './mutate-tree.ts';
import { QUIZ } from './quiz.ts';

/** A file that cases are made of. */
export interface Seed {
  name: string;
  bytes: Buffer;
}

export interface Case {
  /** What decides all of it, with the list of seeds. */
  id: string;
  /** The file and each change, for those who read it. */
  what: string;
  bytes: Buffer;
  /** Goes on where the mutations ended. */
  below: Below;
}

/** The same for the same id and list of seeds. */
export function itemCase(id: string, seeds: readonly Seed[]): Case {
  const below = seededRandom(id);
  const quiz = { name: 'a quiz of QTI 1', bytes: Buffer.from(QUIZ) };
  const seed = (below(8) === 0 ? quiz : pick(seeds, below)) ?? quiz;
  const changes: string[] = [];
  let { bytes } = seed;
  for (let tree = below(6); tree > 0; tree--) {
    const { xml, how } = mutateTree(bytes.toString(), below);
    bytes = Buffer.from(xml);
    changes.push(how);
  }
  for (let raw = changes.length === 0 ? 1 + below(2) : below(3) === 0 ? 1 : 0; raw > 0; raw--) {
    const { bytes: changed, how } = mutateBytes(bytes, below);
    bytes = changed;
    changes.push(how);
  }
  return { id, what: `${seed.name}: ${changes.join(', ')}`, bytes, below };
}

export const digestOf = ({ bytes }: Case): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
