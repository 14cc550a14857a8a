import type { Attempt } from '../../session/attempt.ts';
import type { SpokenPiece } from '../../session/reader.ts';
import type { Span } from '../../session/text-offsets.ts';
import { markedTexts, rangeOver, textNodes } from './marked-texts.ts';

export interface ShownPiece extends SpokenPiece {
  nodes: Text[];
}

const BLOCK =
  'p, li, h1, h2, h3, h4, h5, h6, td, th, blockquote, figcaption, caption, div, section, pre, dt, dd, .text';

/** What is read aloud of the open item: its passage, or its questions with their options. */
export function spokenPieces(attempt: Attempt, which: 'passage' | 'questions'): ShownPiece[] {
  const texts = markedTexts(attempt);
  if (which === 'passage')
    return texts.flatMap(({ name, root }) => (name.startsWith('passage ') ? piecesOf(root) : []));
  return texts.flatMap(({ name, root }) => {
    if (name.startsWith('passage ')) return [];
    const options = root.closest('.question')?.querySelectorAll('.option .text') ?? [];
    return [root, ...options].flatMap(piecesOf);
  });
}

/** One for each paragraph, and for each language in it. */
function piecesOf(root: Element): ShownPiece[] {
  const pieces: Array<ShownPiece & { block: Element | null }> = [];
  for (const node of textNodes(root)) {
    const element = node.parentElement;
    const block = element?.closest(BLOCK) ?? root;
    const language = element?.closest('[lang]')?.getAttribute('lang') || 'en';
    const last = pieces.at(-1);
    if (last && last.block === block && last.language === language) {
      last.text += node.data;
      last.nodes.push(node);
    } else pieces.push({ text: node.data, language, nodes: [node], block });
  }
  return pieces.filter(({ text }) => text.trim() !== '');
}

/** @returns null when the text is not on the screen any more */
export const rangeIn = ({ nodes }: ShownPiece, span: Span): Range | null =>
  nodes.every(({ isConnected }) => isConnected) ? rangeOver(nodes, span) : null;
