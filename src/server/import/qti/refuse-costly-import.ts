import { ContentRefused } from '../content-refused.ts';
import { refuseCostlyHtml } from '../costly-html.ts';
import { ImportRefused } from './import-refused.ts';

/**
 * Holds HTML of an import to what content is held to, before it is parsed.
 * @param line of the element that holds it; null for a file that is a page
 * @throws ImportRefused when it is nested too deeply, or parsing it would not end
 */
export function refuseCostlyImport(html: string, line: number | null): void {
  try {
    refuseCostlyHtml(html);
  } catch (error) {
    throw error instanceof ContentRefused ? new ImportRefused(`has HTML that ${error.message}`, line) : error;
  }
}
