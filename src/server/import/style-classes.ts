import type { Properties } from 'hast';

/** Every class that content may carry. The student app draws them under a prefix of its own. */
export const CONTENT_CLASSES = [
  ...['align-left', 'align-center', 'align-right', 'align-justify'],
  ...['bold', 'italic', 'underline', 'overline', 'line-through', 'small-caps', 'subscript', 'superscript'],
  ...['width-10', 'width-20', 'width-30', 'width-40', 'width-50'],
  ...['width-60', 'width-70', 'width-80', 'width-90', 'width-100'],
] as const;
type ContentClass = (typeof CONTENT_CLASSES)[number];

/** Classes by declaration, in lower case and without white space around the colon. */
const BY_DECLARATION: Record<string, ContentClass> = {
  'text-align:left': 'align-left',
  'text-align:start': 'align-left',
  'text-align:center': 'align-center',
  'text-align:right': 'align-right',
  'text-align:end': 'align-right',
  'text-align:justify': 'align-justify',
  'font-weight:bold': 'bold',
  'font-weight:bolder': 'bold',
  'font-style:italic': 'italic',
  'font-style:oblique': 'italic',
  'font-variant:small-caps': 'small-caps',
  'vertical-align:sub': 'subscript',
  'vertical-align:super': 'superscript',
};

/** What of an inline style, and of the attributes that were there before styles, has a meaning for the reader. */
export function classesOf({ style, align, width }: Properties, tagName: string): ContentClass[] {
  const classes = new Set<ContentClass>();
  for (const [name, value] of declarations(style)) {
    const known = own(BY_DECLARATION, `${name}:${value}`);
    if (known) classes.add(known);
    if (name === 'font-weight' && /^[6-9]00$/.test(value)) classes.add('bold');
    if (name === 'text-decoration' || name === 'text-decoration-line') {
      for (const line of ['underline', 'overline', 'line-through'] as const) {
        if (value.split(/\s+/).includes(line)) classes.add(line);
      }
    }
    if (name === 'width' && tagName === 'img') addWidth(classes, value);
  }
  const aligned = typeof align === 'string' ? own(BY_DECLARATION, `text-align:${align.toLowerCase()}`) : undefined;
  if (aligned) classes.add(aligned);
  if (tagName === 'center') classes.add('align-center');
  if (tagName === 'img' && typeof width === 'string') addWidth(classes, width);
  return [...classes];
}

/** A width in whole pixels that an inline style gives; undefined when it gives none. */
export function pixelWidth(style: Properties['style']): number | undefined {
  for (const [name, value] of declarations(style)) {
    const pixels = name === 'width' ? /^(\d{1,4})(\.\d+)?px$/.exec(value)?.[1] : undefined;
    if (pixels !== undefined && Number(pixels) > 0) return Number(pixels);
  }
  return undefined;
}

/** A part of the line's width, to the nearest tenth. */
function addWidth(classes: Set<ContentClass>, value: string): void {
  const percent = /^(\d{1,3})(\.\d+)?%$/.exec(value)?.[1];
  if (percent === undefined) return;
  const tenth = Math.min(10, Math.max(1, Math.round(Number(percent) / 10)));
  classes.add(`width-${tenth * 10}` as ContentClass);
}

function declarations(style: Properties['style']): [name: string, value: string][] {
  if (typeof style !== 'string') return [];
  return style.split(';').map((declaration) => {
    const [name = '', ...value] = declaration.toLowerCase().split(':');
    return [name.trim(), value.join(':').replace('!important', '').trim()];
  });
}

const own = <V>(record: Record<string, V>, name: string): V | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
