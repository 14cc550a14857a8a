import type { Authored } from '../../../../shared/contract/authored/question.ts';
import { readMedia } from '../body/media-html.ts';
import { escapeText, HTML, MATHML, promptOf } from '../body/to-html.ts';
import type { ItemContext } from '../item-context.ts';
import { counter, flag } from '../xml/attributes.ts';
import { child, type XmlElement } from '../xml/element.ts';

/** @returns null where there is nothing that can be played, which is noted */
export function mediaInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'media'> | null {
  const player = child(element, 'audio', 'video', 'object', 'img');
  const media = player && readMedia(player, context);
  if (!media) return null;
  const { kind: _, ...file } = media;
  return {
    id,
    interactionType: 'media',
    prompt: promptOf(element, context),
    ...file,
    autostart: flag(element, 'autostart') ?? false,
    loop: flag(element, 'loop') ?? false,
    minPlays: counter(element, 'minPlays') ?? 0,
    maxPlays: counter(element, 'maxPlays') ?? 0,
  };
}

/** An interaction that cannot be shown says so, and shows the text that it holds. What makes a whole item so is noted once. */
export function unsupported(
  element: XmlElement,
  id: string,
  name: string,
  context: ItemContext,
): Authored<'unsupported'> {
  if (context.notShown === null) context.notes.skipped(element, `${name} cannot be shown yet: its text is`);
  const prompt = promptOf(element, context) || escapeText(shownText(element).slice(0, 10_000));
  return { id, interactionType: 'unsupported', name, prompt };
}

/** Anything else is what a vendor's interaction is told, among which its key may be. */
const HOLDERS_OF_TEXT = new Set(['prompt', 'interactionMarkup', 'markup', 'portableCustomInteraction']);
const isShown = ({ name, namespace }: XmlElement) =>
  HTML.has(name) || HOLDERS_OF_TEXT.has(name) || namespace === MATHML;

const shownText = (element: XmlElement): string =>
  element.children
    .map((node) => (typeof node === 'string' ? node : isShown(node) ? shownText(node) : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
