import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { Content } from '../content.tsx';
import { startDrag } from './drag.ts';
import { PairingBox } from './pairing-box.tsx';
import { nameOf } from './plain-text.ts';
import type { InteractionProps } from './props.ts';
import { SourceTray } from './source-tray.tsx';
import { type End, placeOf, usePairing } from './use-pairing.ts';
import './gap-match.css';

/** Words or pictures into the gaps of a text. A gap holds one. */
export function GapMatch(props: InteractionProps<'gapMatch'>) {
  const { question, order, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const words = placingText();
  const { sources, gaps, maxAssociations } = question;
  const name = ({ side, index }: Pick<End, 'side' | 'index'>) =>
    side === 'source' ? nameOf(sources[index]?.content ?? [], words.option(index + 1)) : words.gaps.gap(index + 1);
  const limits = { sources: sources.map(({ matchMax }) => matchMax), targets: gaps.map(() => 1), maxAssociations };
  const pairing = usePairing({ root, limits, response, onAnswer, nameOf: name, words: words.gaps });
  const { pairs, held, over, press, drag, remove } = pairing;

  const gap = (index: number) => {
    const end: End = { side: 'target', index };
    const pair = pairs.find(({ target }) => target === index);
    const inside: End | null = pair ? { side: 'source', index: pair.source, from: pair } : null;
    const isHeld = held?.from ? held.from.target === index : held?.side === 'target' && held.index === index;
    const kinds = [
      'hole',
      inside && 'filled',
      isHeld && 'held',
      held?.side === 'source' && 'awaits',
      over === placeOf(end) && 'over',
    ];
    return (
      <button
        type="button"
        class={kinds.filter(Boolean).join(' ')}
        data-key={placeOf(end)}
        data-place={placeOf(end)}
        aria-pressed={isHeld}
        disabled={readOnly}
        onClick={() => press(inside && (held === null || isHeld) ? inside : end)}
        onPointerDown={(event) => inside && !readOnly && startDrag(event, event.currentTarget, drag(inside))}
        onKeyDown={(event) => pair && (event.key === 'Delete' || event.key === 'Backspace') && remove(pair)}
      >
        <span class="unseen">
          {name(end)}: {inside ? '' : words.gaps.empty}
        </span>
        {inside && <Content nodes={sources[inside.index]?.content ?? []} files={files} media={media} />}
      </button>
    );
  };

  return (
    <PairingBox
      root={root}
      pairing={pairing}
      labelledBy={labelledBy}
      guide={words.gaps.guide}
      limits={question}
      readOnly={readOnly}
    >
      <SourceTray pairing={pairing} sources={sources} order={order} readOnly={readOnly} files={files} media={media} />
      <div class="gap-text content" lang="">
        <Content
          nodes={question.body}
          files={files}
          media={media}
          place={(node) => node.type === 'slot' && node.index < gaps.length && gap(node.index)}
        />
      </div>
    </PairingBox>
  );
}
