import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/lib/canonical-json.ts';
import { formatUuid } from '../../session/uuid.ts';

const NAMESPACE = Buffer.from('09511097b7a844b1a138b8bf5672dd6c', 'hex');

/**
 * The exam that a package means: a UUIDv5 (RFC 9562 §5.5) over its identifier, that of its test, and those of its items. The
 * same package is the same exam, and one whose items were corrected its next version. The manifest's identifier alone would
 * not do: authoring tools write the same one into all that they make.
 * @param items of every item that the package means to have, the bad ones too
 */
export function examIdOf(names: { manifest: string; test: string; items: readonly string[] }): string {
  const name = canonicalJson([names.manifest, names.test, [...names.items].sort()]);
  return formatUuid(createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16), 5);
}
