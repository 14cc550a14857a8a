import type { ItemContext } from '../item-context.ts';
import { number, text } from '../xml/attributes.ts';
import { child, descendants, textOf, type XmlElement } from '../xml/element.ts';
import { escapeAttribute, escapeText } from './to-html.ts';

type Kind = 'img' | 'audio' | 'video';

/** A picture, a sound or a film, as `img`, `audio`, `video` and `object` say it. */
export interface MediaReference {
  kind: Kind;
  /** Its name among the item's files. */
  src: string;
  alt: string;
  width?: number;
  height?: number;
}

/** @returns null for what is not shown, which is noted */
export function readMedia(element: XmlElement, context: ItemContext): MediaReference | null {
  const address = addressOf(element);
  const kind = kindOf(element, address);
  if (kind === null || address === undefined) {
    context.notes.skipped(element, `${element.name} of type ${text(element, 'type') ?? 'unknown'} is not shown`);
    return null;
  }
  const file = context.files.find(address, kind === 'img' ? 'image' : 'played');
  if ('refused' in file) {
    context.notes.skipped(element, file.refused);
    return null;
  }
  const [width, height] = [size(element, 'width'), size(element, 'height')];
  return { kind, src: file.name, alt: altOf(element), ...(width && { width }), ...(height && { height }) };
}

export function mediaHtml(element: XmlElement, context: ItemContext): string {
  const media = readMedia(element, context);
  if (!media) return escapeText(altOf(element));
  const { kind, src, alt, width, height } = media;
  const sizes = `${width ? ` width="${width}"` : ''}${height ? ` height="${height}"` : ''}`;
  const opening = `<${kind} src="${escapeAttribute(src)}" alt="${escapeAttribute(alt)}"${sizes}>`;
  return kind === 'img' ? opening : `${opening}</${kind}>`;
}

function addressOf(element: XmlElement): string | undefined {
  const own = text(element, 'src') ?? text(element, 'data');
  if (own) return own;
  const source = descendants(element, 'source', 'img')[0];
  return source && text(source, 'src');
}

function kindOf(element: XmlElement, address = ''): Kind | null {
  if (element.name === 'img' || element.name === 'audio' || element.name === 'video') return element.name;
  const type = text(element, 'type')?.trim().toLowerCase() ?? '';
  if (type.startsWith('image/') || /\.(png|jpe?g|gif|svg|webp)$/i.test(address)) return 'img';
  if (type.startsWith('audio/') || /\.(mp3|ogg|oga|wav|m4a)$/i.test(address)) return 'audio';
  return type.startsWith('video/') || /\.(mp4|webm|m4v)$/i.test(address) ? 'video' : null;
}

/** In whole pixels; a part of the line has no size in them. */
function size(element: XmlElement, name: 'width' | 'height'): number | undefined {
  const written = number(element, name) ?? Number(/^(\d+(\.\d+)?)px$/.exec(text(element, name) ?? '')?.[1]);
  return Number.isFinite(written) && written >= 1 ? Math.min(9999, Math.round(written)) : undefined;
}

function altOf(element: XmlElement): string {
  const said = text(element, 'alt') ?? text(element, 'aria-label') ?? text(element, 'label');
  if (said !== undefined) return said.trim();
  const inside = child(element, 'img');
  return (inside && text(inside, 'alt')) ?? textOf(element).replace(/\s+/g, ' ').trim().slice(0, 1000);
}
