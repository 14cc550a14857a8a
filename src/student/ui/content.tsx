import { type ComponentChildren, createElement } from 'preact';
import type { ContentNode, Content as Nodes } from '../../shared/contract/content.ts';
import type { Media, MediaFile } from '../session/media.ts';
import { text } from '../strings/text.ts';
import { type Drawn, drawn } from './allow-list.ts';

interface Props {
  nodes: Nodes;
  /** The item's media files, which `src` names. */
  files: MediaFile[];
  media: Media;
  /** Draws what stands in a place that the author left for it. */
  place?: ((node: Extract<ContentNode, { type: 'question' | 'slot' }>) => ComponentChildren) | undefined;
}

/**
 * Authored content, built element by element: there is no HTML text anywhere on the way. One component for all of it: of one for
 * each element a move would take twice the time.
 */
export const Content = (props: Props): ComponentChildren => contentOf(props.nodes, props);

const contentOf = (nodes: Nodes, { files, media, place }: Omit<Props, 'nodes'>): ComponentChildren[] =>
  nodes.map((node) => {
    if (node.type === 'question' || node.type === 'slot') return place?.(node);
    const what = drawn(node);
    const children = () => (node.type === 'element' ? contentOf(node.children, { files, media, place }) : []);
    switch (what.kind) {
      case 'text':
        return what.value;
      case 'nothing':
        return null;
      case 'media':
        return <MediaElement what={what} file={files.find((file) => file.name === what.name)} media={media} />;
      case 'children':
        return children();
      case 'element': {
        const element = createElement(what.tag, what.attributes, ...children());
        return what.tag === 'table' ? <div class="table">{element}</div> : element;
      }
    }
    return what satisfies never;
  });

interface MediaProps {
  what: Extract<Drawn, { kind: 'media' }>;
  file: MediaFile | undefined;
  media: Media;
}

function MediaElement({ what, file, media }: MediaProps) {
  const { tag, alt, width, height } = what;
  const view = file ? media.view(file).value : { state: 'missing' as const };
  if (view.state === 'missing') {
    return (
      <span class="missing">{tag === 'img' ? text().attempt.pictureMissing(alt) : text().attempt.mediaMissing}</span>
    );
  }
  if (tag !== 'img') {
    const url = view.state === 'open' ? view.url : undefined;
    return createElement(tag, { src: url, controls: true, preload: 'metadata', 'aria-label': alt || undefined });
  }
  // Without its address yet, the picture keeps its place when the author gave its size.
  if (view.state === 'opening') {
    return (
      <span class="picture" style={size(width, height)} role="img" aria-label={alt || undefined} aria-busy="true" />
    );
  }
  return <img src={view.url} alt={alt} width={width} height={height} />;
}

const size = (width?: number, height?: number) =>
  width && height ? { inlineSize: `${width}px`, aspectRatio: `${width} / ${height}` } : undefined;
