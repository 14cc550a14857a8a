import type { AuthoredQuestion } from '../../shared/contract/authored/question.ts';
import type { AuthoredItem } from '../../shared/contract/exam.ts';

type AuthoredMedia = AuthoredItem['media'][number];

/** A drawing under the name by which content refers to it. */
export interface Picture {
  media: AuthoredMedia;
  /** `<img>` with its size, so that nothing moves when it is opened. */
  html: (alt: string) => string;
}

/** An SVG drawing of `width` by `height`; `marks` are its elements. It has its own paper, and reads in every theme. */
export function picture(name: string, width: number, height: number, marks: string): Picture {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="15" fill="#1d2433"><rect width="${width}" height="${height}" rx="12" fill="#fffefb"/>${marks}</svg>`;
  const src = `${name}.svg`;
  return {
    media: { name: src, type: 'image/svg+xml', data: Buffer.from(svg).toString('base64') },
    html: (alt) => `<img src="${src}" alt="${alt}" width="${width}" height="${height}">`,
  };
}

interface ItemParts {
  alignmentIds: string[];
  /** What stands before the question: a picture, a table, a few sentences. */
  body?: string;
  pictures?: Picture[];
  stimulus?: AuthoredItem['stimulus'];
  prompt: string;
  /** HTML of each option, in authored order. */
  options: string[];
  /** The options name places in a picture, and stay in this order when options are shuffled. */
  inOrder?: boolean;
  /** Indexes of the right options; several make it a question with as many answers, and its prompt says how many. */
  keys: number[];
}

/** An item with one choice question. `id` tells the item apart in its exam, and the question by the same word. */
export function choiceItem(id: string, parts: ItemParts): AuthoredItem {
  const question: AuthoredQuestion = {
    id: `${id}-q`,
    interactionType: 'choice',
    prompt: `<p>${parts.prompt}</p>`,
    minChoices: 0,
    maxChoices: parts.keys.length,
    maxScore: 1,
    options: parts.options.map((content, index) => ({
      id: `${id}-${index}`,
      content: content.startsWith('<img') ? content : `<p>${content}</p>`,
      isKey: parts.keys.includes(index),
      ...(parts.inOrder && { fixed: true }),
    })),
  };
  return {
    id,
    name: plainText(parts.prompt),
    body: parts.body ?? '',
    ...(parts.stimulus && { stimulus: parts.stimulus }),
    media: (parts.pictures ?? []).map(({ media }) => media),
    alignmentIds: parts.alignmentIds,
    questions: [question],
  };
}

/** The words of a piece of HTML: names of items are shown as text. */
const plainText = (html: string) => html.replace(/<[^>]+>/g, '');
