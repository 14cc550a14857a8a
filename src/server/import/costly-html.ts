import { type DefaultTreeAdapterMap, defaultTreeAdapter, parseFragment, type TreeAdapter } from 'parse5';
import { ContentRefused } from './content-refused.ts';

/** A long page of a book has a few thousand. */
const MAX_NODES = 50_000;
/** No sane content is nested deeper, and what walks the tree does so by recursion. */
export const MAX_DEPTH = 100;

/**
 * Refuses HTML whose tree would be out of all proportion to its text: a parser opens unclosed formatting elements anew in
 * every block, so that n of them before n `<p>` make n² elements (HTML standard §13.2.4.3). It stops as soon as it is
 * too much, which is why this is a parse of its own: the one that makes the tree has no such brake.
 * @throws ContentRefused
 */
export function refuseCostlyHtml(html: string): void {
  let nodes = 0;
  const counting: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement(...args) {
      nodes += 1;
      if (nodes > MAX_NODES) throw new ContentRefused('has too many elements');
      return defaultTreeAdapter.createElement(...args);
    },
    appendChild(parent, child) {
      if (isDeep(parent)) throw new ContentRefused('is nested too deeply');
      defaultTreeAdapter.appendChild(parent, child);
    },
  };
  parseFragment(html, { treeAdapter: counting, scriptingEnabled: false });
}

function isDeep(node: DefaultTreeAdapterMap['parentNode']): boolean {
  let depth = 0;
  let ancestor: DefaultTreeAdapterMap['parentNode'] | null = node;
  while (ancestor !== null && depth <= MAX_DEPTH) {
    depth += 1;
    ancestor = 'parentNode' in ancestor ? ancestor.parentNode : null;
  }
  return depth > MAX_DEPTH;
}
