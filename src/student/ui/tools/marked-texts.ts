import type { Attempt } from '../../session/attempt.ts';
import { locate, offsetOf, type Span, trimmed, wordAt, wordsOf } from '../../session/text-offsets.ts';

/** A text of the open item as it is on the screen: its passage, or what a question asks. */
export interface MarkedText {
  /** The same wherever the text is shown. */
  name: string;
  root: HTMLElement;
}

/** Parts of a question that stand in its text, and whose words change with the answer. */
const OUTSIDE =
  '.place, .place-block, .unseen, button, select, textarea, input, fieldset, audio, video, .missing, [aria-busy]';

/** In the order of the page. */
export function markedTexts(attempt: Attempt): MarkedText[] {
  const view = attempt.item.peek();
  if (view.state !== 'open') return [];
  const { stimulus, id } = view.item;
  const passage = document.querySelector<HTMLElement>('.item-screen .passage');
  const texts: MarkedText[] = passage && stimulus ? [{ name: `passage ${stimulus.id}`, root: passage }] : [];
  for (const { number, itemId, questionId } of attempt.questions) {
    const section = itemId === id ? document.getElementById(`question-${number}`)?.closest('.question') : null;
    const stem = section?.querySelector<HTMLElement>('.stem');
    if (stem) texts.push({ name: `question ${itemId} ${questionId}`, root: stem });
  }
  return texts;
}

/** The pieces of a text that offsets count over. */
export function textNodes(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node instanceof Element) return node.matches(OUTSIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    return NodeFilter.FILTER_ACCEPT;
  });
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text) nodes.push(node);
  return nodes;
}

/** @returns null when the text is shorter than it was */
export const rangeOf = (root: Element, span: Span): Range | null => rangeOver(textNodes(root), span);

/** @returns null when the text of these nodes is shorter */
export function rangeOver(nodes: readonly Text[], { from, to }: Span): Range | null {
  const lengths = nodes.map(({ data }) => data.length);
  const begin = locate(lengths, from, 'begins');
  const end = locate(lengths, to, 'ends');
  const [first, last] = [begin && nodes[begin.piece], end && nodes[end.piece]];
  if (!begin || !end || !first || !last) return null;
  const range = document.createRange();
  range.setStart(first, begin.at);
  range.setEnd(last, end.at);
  return range;
}

export const wordsAt = (root: Element, { from, to }: Span): string =>
  textNodes(root)
    .map(({ data }) => data)
    .join('')
    .slice(from, to)
    .replace(/\s+/g, ' ')
    .trim();

/** A finger is not put down to the pixel. */
const SLOP_PX = 8;

/** The word at a point of the window; null where the text has none. */
export function wordAtPoint(root: Element, x: number, y: number): Span | null {
  const nodes = textNodes(root);
  const caret = caretAt(x, y);
  const piece = nodes.findIndex((node) => node.isSameNode(caret?.node ?? null));
  if (!caret || piece < 0) return null;
  const pieces = nodes.map(({ data }) => data);
  const offset = offsetOf(
    pieces.map(({ length }) => length),
    piece,
    caret.offset,
  );
  const word = wordAt(wordsOf(pieces), offset);
  // The caret nearest to a margin is in a word as well.
  const rects = [...((word && rangeOver(nodes, word))?.getClientRects() ?? [])];
  const isAt = rects.some(
    ({ left, right, top, bottom }) =>
      x > left - SLOP_PX && x < right + SLOP_PX && y > top - SLOP_PX && y < bottom + SLOP_PX,
  );
  return isAt ? word : null;
}

/** Chrome before 128 and Safari have the one, Firefox the other. */
function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** What of a text is selected in the page, without white space around it; null when nothing of it is. */
export function selectedSpan(root: Element): Span | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const nodes = textNodes(root);
  const lengths = nodes.map(({ data }) => data.length);
  const touched = nodes.flatMap((node, piece) => (range.intersectsNode(node) ? [piece] : []));
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return null;
  const from = nodes[first] === range.startContainer ? range.startOffset : 0;
  const to = nodes[last] === range.endContainer ? range.endOffset : (lengths[last] ?? 0);
  return trimmed(nodes.map(({ data }) => data).join(''), {
    from: offsetOf(lengths, first, from),
    to: offsetOf(lengths, last, to),
  });
}
