import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { text } from '../../strings/text.ts';
import { Content } from '../content.tsx';
import { areaName, areaUnder } from './area-layer.tsx';
import { AreaStage } from './area-stage.tsx';
import type { At } from './drag.ts';
import { PairList } from './pair-list.tsx';
import { PairingBox } from './pairing-box.tsx';
import { nameOf } from './plain-text.ts';
import type { Size } from './pointing.ts';
import type { InteractionProps } from './props.ts';
import { SourceTray } from './source-tray.tsx';

import { type End, placeOf, usePairing } from './use-pairing.ts';

/** Words or pictures onto areas of a picture. */
export function GraphicGapMatch(props: InteractionProps<'graphicGapMatch'>) {
  const { question, order, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const sizeNow = useRef<Size | null>(null);
  const words = placingText();
  const { sources, areas, maxAssociations } = question;
  const name = ({ side, index }: Pick<End, 'side' | 'index'>) =>
    side === 'source'
      ? nameOf(sources[index]?.content ?? [], words.option(index + 1))
      : areaName(areas[index] ?? { label: '' }, index);
  const draw = (index: number) => <Content nodes={sources[index]?.content ?? []} files={files} media={media} />;
  const limits = {
    sources: sources.map(({ matchMax }) => matchMax),
    targets: areas.map(({ matchMax }) => matchMax),
    maxAssociations,
  };
  const endAt = (at: At): End | null => {
    const index = areaUnder(stage.current, areas, sizeNow.current, at);
    return index === null ? null : { side: 'target', index };
  };
  const pairing = usePairing({ root, limits, response, onAnswer, nameOf: name, words: words.gaps, endAt });
  const { pairs, held, over, press, drag, remove } = pairing;

  return (
    <PairingBox
      root={root}
      pairing={pairing}
      labelledBy={labelledBy}
      guide={words.gaps.guideAreas}
      limits={question}
      readOnly={readOnly}
    >
      <SourceTray pairing={pairing} sources={sources} order={order} readOnly={readOnly} files={files} media={media} />
      <AreaStage
        stage={stage}
        question={question}
        files={files}
        media={media}
        onSize={(size) => {
          sizeNow.current = size;
        }}
        side="target"
        disabled={readOnly}
        onPress={(index) => {
          const inside = insideOf(index);
          press(inside && (held === null || held.from === inside.from) ? inside : { side: 'target', index });
        }}
        view={(index) => {
          const end: End = { side: 'target', index };
          const here = pairs.filter(({ target }) => target === index);
          const inside = insideOf(index);
          const isHeld = held?.from ? held.from.target === index : held?.side === 'target' && held.index === index;
          const kinds = [
            here.length > 0 && 'chosen',
            isHeld && 'held',
            held?.side === 'source' && 'awaits',
            over === placeOf(end) && 'over',
          ];
          return {
            kinds: kinds.filter(Boolean).join(' '),
            pressed: isHeld,
            note: here.map(({ source }) => name({ side: 'source', index: source })).join(', ') || words.gaps.empty,
            mark:
              here.length > 0 ? (
                here.map(({ source }) => (
                  <span key={source} class="laid content" lang="">
                    {draw(source)}
                  </span>
                ))
              ) : areas[index]?.label.trim() ? undefined : (
                <span class="number">{text().number(index + 1)}</span>
              ),
            drag: inside ? drag(inside) : undefined,
            onRemove: inside?.from ? () => inside.from && remove(inside.from) : undefined,
          };
        }}
      />
      <PairList
        id={`${labelledBy}-pairs`}
        words={words.gaps}
        pairs={pairs}
        draw={(side, index) => (side === 'source' ? draw(index) : name({ side, index }))}
        name={({ source }) => name({ side: 'source', index: source })}
        readOnly={readOnly}
        onRemove={remove}
      />
    </PairingBox>
  );

  /** What is taken up where an area is chosen that holds one thing: that thing, as from a gap. */
  function insideOf(index: number): End | null {
    const here = pairs.filter(({ target }) => target === index);
    const [pair] = here;
    return pair && here.length === 1 && areas[index]?.matchMax === 1
      ? { side: 'source', index: pair.source, from: pair }
      : null;
  }
}
