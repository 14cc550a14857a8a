import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { Content } from '../content.tsx';
import { type Pair, same } from './pairing.ts';
import { PairingBox } from './pairing-box.tsx';
import { nameOf } from './plain-text.ts';
import type { InteractionProps } from './props.ts';
import { SourceTray } from './source-tray.tsx';
import { Token } from './token.tsx';
import { type End, pairKey, placeOf, usePairing } from './use-pairing.ts';
import './match-drag.css';

/** The sources on one side, each target with a place for them on the other. */
export function MatchDrag(props: InteractionProps<'match'>) {
  const { question, order, targetOrder, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const words = placingText();
  const lists = { source: question.sources, target: question.targets };
  const content = ({ side, index }: Pick<End, 'side' | 'index'>) => lists[side][index]?.content ?? [];
  const draw = (end: Pick<End, 'side' | 'index'>) => <Content nodes={content(end)} files={files} media={media} />;
  const name = (end: Pick<End, 'side' | 'index'>) => nameOf(content(end), words.option(end.index + 1));
  const limits = {
    sources: question.sources.map(({ matchMax }) => matchMax),
    targets: question.targets.map(({ matchMax }) => matchMax),
    maxAssociations: question.maxAssociations,
  };
  const pairing = usePairing({ root, limits, response, onAnswer, nameOf: name, words: words.pairs });
  const { pairs, held, over, press, drag, remove } = pairing;
  const isHeld = (pair: Pair) => held?.from !== undefined && same(held.from, pair);

  return (
    <PairingBox
      root={root}
      pairing={pairing}
      labelledBy={labelledBy}
      guide={words.pairs.guide}
      limits={question}
      readOnly={readOnly}
    >
      <div class="match">
        <SourceTray
          pairing={pairing}
          sources={question.sources}
          order={order}
          readOnly={readOnly}
          files={files}
          media={media}
        />
        <ul class="targets">
          {targetOrder.map((index) => {
            const end: End = { side: 'target', index };
            const here = pairs.filter(({ target }) => target === index);
            const chosen = held?.side === 'target' && held.index === index;
            const kinds = [
              'target',
              held?.side === 'source' && 'awaits',
              chosen && 'held',
              over === placeOf(end) && 'over',
            ];
            return (
              <li key={index} class={kinds.filter(Boolean).join(' ')} data-place={placeOf(end)}>
                <button
                  type="button"
                  data-key={placeOf(end)}
                  aria-pressed={chosen}
                  disabled={readOnly}
                  onClick={() => press(end)}
                >
                  <span class="content" lang="">
                    {draw(end)}
                  </span>
                  <span class="unseen">
                    {here.map(({ source }) => name({ side: 'source', index: source })).join(', ') ||
                      words.pairs.nothing}
                  </span>
                </button>
                <ul class="here">
                  {here.map((pair) => {
                    const from: End = { side: 'source', index: pair.source, from: pair };
                    return (
                      <li key={pair.source}>
                        <Token
                          name={pairKey(pair)}
                          held={isHeld(pair)}
                          disabled={readOnly}
                          // While something is held, all of the place is where it goes.
                          onPress={() => press(held && !isHeld(pair) ? end : from)}
                          onRemove={() => remove(pair)}
                          drag={drag(from)}
                        >
                          {draw(from)}
                        </Token>
                      </li>
                    );
                  })}
                </ul>
              </li>
            );
          })}
        </ul>
      </div>
    </PairingBox>
  );
}
