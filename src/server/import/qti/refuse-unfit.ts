import type { z } from 'zod/mini';
import { ImportRefused } from './import-refused.ts';
import type { XmlElement } from './xml/element.ts';

/**
 * What is read has to be what PUT takes: a choice without choices, a text of a megabyte or a number beyond all bounds is told
 * at its line here, and not as a fault of the whole exam later.
 * @throws ImportRefused with the first thing that does not fit
 */
export function refuseUnfit(schema: z.ZodMiniType, read: unknown, at: XmlElement): void {
  const result = schema.safeParse(read);
  if (result.success) return;
  const { path = [], message = '' } = result.error.issues[0] ?? {};
  const place = path.filter((part) => typeof part === 'string').join(' ');
  throw new ImportRefused(`has no ${at.name} that can be used${place && `: its ${place}`}: ${message}`, at.line);
}
