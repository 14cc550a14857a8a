import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { text } from '../../strings/text.ts';
import { areaName, areaUnder } from './area-layer.tsx';
import { AreaStage } from './area-stage.tsx';
import { middleOf } from './areas.ts';
import type { At, DragSteps } from './drag.ts';
import { PairList } from './pair-list.tsx';
import { uses } from './pairing.ts';
import { PairingBox } from './pairing-box.tsx';
import type { Point, Size } from './pointing.ts';
import type { InteractionProps } from './props.ts';
import { onStage } from './stage.tsx';
import { type End, pairKey, usePairing } from './use-pairing.ts';

/** Areas of a picture two and two, with a line from one to the other. A pair has no direction. */
export function GraphicAssociate(props: InteractionProps<'graphicAssociate'>) {
  const { question, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const sizeNow = useRef<Size | null>(null);
  /** Where the loose end of a line is that is being drawn. */
  const loose = useSignal<Point | null>(null);
  const words = placingText();
  const { areas, maxAssociations } = question;
  const name = ({ index }: { index: number }) => areaName(areas[index] ?? { label: '' }, index);
  const limits = { sources: areas.map(({ matchMax }) => matchMax), targets: null, maxAssociations };
  const endAt = (at: At): End | null => {
    const index = areaUnder(stage.current, areas, sizeNow.current, at);
    return index === null ? null : { side: 'source', index };
  };
  const pairing = usePairing({ root, limits, response, onAnswer, nameOf: name, words: words.associate, endAt });
  const { pairs, held, over, press } = pairing;

  const drag = (index: number): DragSteps => {
    const { start, move, drop, cancel } = pairing.drag({ side: 'source', index });
    return {
      start,
      move: (at) => {
        move?.(at);
        loose.value = sizeNow.current && (onStage(stage.current, at, sizeNow.current)?.point ?? null);
      },
      drop: (at) => {
        loose.value = null;
        drop(at);
      },
      cancel: () => {
        loose.value = null;
        cancel?.();
      },
    };
  };
  const middle = (index: number, size: Size) => {
    const area = areas[index];
    return area ? middleOf(area, size) : { x: 0, y: 0 };
  };

  return (
    <PairingBox
      root={root}
      pairing={pairing}
      labelledBy={labelledBy}
      guide={words.associate.guideAreas}
      limits={question}
      readOnly={readOnly}
    >
      <AreaStage
        stage={stage}
        question={question}
        files={files}
        media={media}
        onSize={(size) => {
          sizeNow.current = size;
        }}
        side="source"
        disabled={readOnly}
        onPress={(index) => press({ side: 'source', index })}
        view={(index) => {
          const isHeld = held?.index === index;
          const isOver = over === `source-${index}` && !isHeld;
          const paired = uses(pairs, index, 'either') > 0;
          const kinds = [isHeld && 'held', isOver && 'over', paired && 'chosen'];
          return {
            kinds: kinds.filter(Boolean).join(' '),
            pressed: isHeld,
            ...(paired && { note: words.used }),
            ...(!areas[index]?.label.trim() && { mark: <span class="number">{text().number(index + 1)}</span> }),
            drag: drag(index),
          };
        }}
      >
        {(size) => (
          <>
            {pairs.map((pair) => (
              <Line key={pairKey(pair)} from={middle(pair.source, size)} to={middle(pair.target, size)} />
            ))}
            {held && loose.value && <Line from={middle(held.index, size)} to={loose.value} loose />}
          </>
        )}
      </AreaStage>
      <PairList
        id={`${labelledBy}-pairs`}
        words={words.associate}
        pairs={pairs}
        draw={(_, index) => name({ index })}
        name={({ source, target }) => words.associate.pair(name({ index: source }), name({ index: target }))}
        readOnly={readOnly}
        onRemove={pairing.remove}
      />
    </PairingBox>
  );
}

const Line = ({ from, to, loose }: { from: Point; to: Point; loose?: boolean }) => (
  <g class={loose ? 'line loose' : 'line'}>
    <line class="halo" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
    <line class="outline" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
  </g>
);
