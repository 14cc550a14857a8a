import type { PreparedItem } from '../../src/server/import/prepared-item.ts';
import type { ContentNode } from '../../src/shared/contract/content.ts';
import { drawn } from '../../src/student/ui/allow-list.ts';

const PROPERTIES = new Set(
  `className dir lang src alt width height title start reversed type value colSpan rowSpan scope span display displaystyle mathvariant
  stretchy accent accentunder largeop movablelimits fence separator form notation columnalign linethickness lspace rspace depth`.split(
    /\s+/,
  ),
);
const NAME_OF_A_FILE = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/;

/** What in a student's item is nothing that the app draws, or could run or reach out; null when there is nothing. */
export function hostileContent(student: PreparedItem['student']): string | null {
  const files = new Set(student.media.map(({ name }) => name));
  const found: string[] = [];
  visit(student, (value) => {
    if ('src' in value && !(typeof value.src === 'string' && NAME_OF_A_FILE.test(value.src) && files.has(value.src))) {
      found.push(`src ${JSON.stringify(value.src)}`);
    }
    if (value.type !== 'element') return;
    const node = value as Extract<ContentNode, { type: 'element' }>;
    const { kind } = drawn(node);
    if (kind !== 'element' && kind !== 'media') found.push(`the element ${node.tagName}`);
    for (const name of Object.keys(node.properties)) if (!PROPERTIES.has(name)) found.push(`the attribute ${name}`);
    if (/(javascript|data|vbscript|https?|file|blob):|url\(|expression\(/i.test(JSON.stringify(addresses(node)))) {
      found.push(`an address in ${JSON.stringify(node.properties)}`);
    }
  });
  return found[0] ?? null;
}

/** A title and an alternative text are words. */
const addresses = ({ properties: { alt: _, title: __, ...others } }: Extract<ContentNode, { type: 'element' }>) =>
  others;

function visit(value: unknown, see: (value: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) see(value as Record<string, unknown>);
  for (const below of Object.values(value)) visit(below, see);
}
