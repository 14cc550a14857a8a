import { escapeText } from '../qti/body/to-html.ts';

/** The text of a cell as paragraphs: an empty line parts them, and a line end is one. */
export const cellHtml = (cell: string): string =>
  cell
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeText(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
