import { createHash } from 'node:crypto';

const SAFE = /^(?!__proto__$)[A-Za-z0-9_][A-Za-z0-9_.:-]{0,127}$/;
const MAX_LENGTH = 128;

/**
 * A QTI identifier as an id of this product (`contract/ids.ts`). Real files hold spaces, accents and worse: what does not
 * fit is written as `~` and its code point, so that two identifiers stay two, and the same one is the same everywhere.
 */
export function safeId(identifier: string): string {
  if (SAFE.test(identifier)) return identifier;
  const written = [...identifier]
    .map((character) => (/[A-Za-z0-9_.:-]/.test(character) ? character : `~${character.codePointAt(0)?.toString(16)}.`))
    .join('');
  const id = /^[A-Za-z0-9]/.test(written) ? written : `_${written}`;
  if (id.length <= MAX_LENGTH && id !== '__proto__') return id;
  const digest = createHash('sha256').update(identifier).digest('hex').slice(0, 24);
  return `${id.slice(0, MAX_LENGTH - digest.length - 1)}~${digest}`;
}
