import type { ComponentChildren } from 'preact';
import { placingText } from '../../strings/placing-text.ts';
import type { Pair } from './pairing.ts';
import { pairKey } from './use-pairing.ts';
import './pair-list.css';

interface Props {
  id: string;
  words: { heading: string; none: string };
  pairs: readonly Pair[];
  draw(end: 'source' | 'target', index: number): ComponentChildren;
  name(pair: Pair): string;
  readOnly: boolean;
  onRemove(pair: Pair): void;
}

/** Which two go together, a line for each, with a stitch between them. */
export function PairList({ id, words, pairs, draw, name, readOnly, onRemove }: Props) {
  const { takeOut, takeOutNamed } = placingText();
  return (
    <section class="pair-list" aria-labelledby={id}>
      <h3 id={id}>{words.heading}</h3>
      {pairs.length === 0 && <p class="aside">{words.none}</p>}
      <ul>
        {pairs.map((pair) => (
          <li key={pairKey(pair)}>
            <span class="content" lang="">
              {draw('source', pair.source)}
            </span>
            <span class="tie" aria-hidden="true" />
            <span class="content" lang="">
              {draw('target', pair.target)}
            </span>
            {!readOnly && (
              <button
                type="button"
                class="quiet"
                aria-label={takeOutNamed(name(pair))}
                data-key={pairKey(pair)}
                onClick={() => onRemove(pair)}
              >
                {takeOut}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
