import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Response } from '../../../shared/contract/response.ts';
import { placingText } from '../../strings/placing-text.ts';
import { type At, type DragSteps, placeBelow } from './drag.ts';
import { type Joined, join, type Pair, type PairLimits, pairsOf, pairsResponse, removed, same } from './pairing.ts';
import { useFocusAfter } from './use-focus-after.ts';

/** One end of a pair: what the student holds, or points at. */
export interface End {
  side: keyof Pair;
  index: number;
  /** The pair that it is taken out of. */
  from?: Pair | undefined;
}

interface Options {
  root: RefObject<HTMLElement | null>;
  limits: PairLimits;
  response: Response | null;
  onAnswer(response: Response | null): void;
  nameOf(end: Pick<End, 'side' | 'index'>): string;
  words: { joined(source: string, target: string): string; parted(source: string, target: string): string };
  /** The end that stands at a point of the screen, where that is more than what lies below the pointer. */
  endAt?(at: At): End | null;
}

const TRAY = 'tray';
export const pairKey = ({ source, target }: Pair) => `pair-${source}-${target}`;
export const placeOf = ({ side, index }: Pick<End, 'side' | 'index'>) => `${side}-${index}`;

/**
 * Pick, then place: whichever end is chosen first is held, and the next end of the other kind goes with it. A drag is the
 * same in one movement. Nothing changes before the second choice, and Escape lets go.
 */
export function usePairing({ root, limits, response, onAnswer, nameOf, words, endAt }: Options) {
  const held = useSignal<End | null>(null);
  const over = useSignal<string | null>(null);
  const said = useSignal('');
  const focusAfter = useFocusAfter(root);
  const pairs = pairsOf(response);
  // A drag goes on through drawings, and ends with what is the answer by then.
  const latest = useRef({ pairs, limits });
  latest.current = { pairs, limits };
  const undirected = limits.targets === null;

  const tell = (say: typeof words.joined, { source, target }: Pair) =>
    say(nameOf({ side: 'source', index: source }), nameOf({ side: undirected ? 'source' : 'target', index: target }));

  const remove = (pair: Pair) => {
    held.value = null;
    said.value = tell(words.parted, pair);
    focusAfter(placeOf({ side: 'source', index: pair.source }));
    onAnswer(pairsResponse(removed(latest.current.pairs, pair)));
  };

  const bring = (from: End, to: End) => {
    const [source, target] = undirected || from.side === 'source' ? [from, to] : [to, from];
    const pair = { source: source.index, target: target.index };
    const joined = join(latest.current.limits, latest.current.pairs, pair, from.from);
    held.value = null;
    if ('refused' in joined) {
      said.value = refusal(joined, { source: nameOf(source), target: nameOf(target) });
      return;
    }
    said.value = tell(words.joined, pair);
    focusAfter(placeOf(to));
    onAnswer(pairsResponse(joined.pairs));
  };

  const letGo = () => {
    const now = held.value;
    if (now === null) return;
    held.value = null;
    said.value = '';
    focusAfter(now.from ? pairKey(now.from) : placeOf(now), placeOf(now));
  };

  const press = (end: End) => {
    const now = held.value;
    if (now === null || (!undirected && now.side === end.side && !isSame(now, end))) {
      held.value = end;
      said.value = placingText().held(nameOf(end));
    } else if (isSame(now, end)) letGo();
    else bring(now, end);
  };

  const find = (at: At) => endAt?.(at) ?? readPlace(placeBelow(root.current, at)?.dataset.place);
  const drag = (end: End): DragSteps => ({
    start: () => {
      held.value = end;
      said.value = '';
    },
    move: (at) => {
      const found = find(at);
      over.value = found === null || found === TRAY ? found : placeOf(found);
    },
    drop: (at) => {
      const found = find(at);
      over.value = null;
      held.value = null;
      if (found === TRAY) {
        if (end.from) remove(end.from);
      } else if (found && !isSame(found, end) && (undirected || found.side !== end.side)) bring(end, found);
    },
    cancel: () => {
      over.value = null;
      held.value = null;
    },
  });

  return { pairs, held: held.value, over: over.value, said, press, drag, remove, letGo };
}

export type Pairing = ReturnType<typeof usePairing>;

const isSame = (a: End, b: End) =>
  a.side === b.side && a.index === b.index && (a.from && b.from ? same(a.from, b.from) : a.from === b.from);

function readPlace(place: string | undefined): End | 'tray' | null {
  if (place === undefined) return null;
  if (place === TRAY) return TRAY;
  const [side, index] = place.split('-');
  return { side: side === 'target' ? 'target' : 'source', index: Number(index) };
}

function refusal(joined: Exclude<Joined, { pairs: Pair[] }>, names: Record<keyof Pair, string>): string {
  const words = placingText();
  switch (joined.refused) {
    case 'itself':
      return words.associate.itself;
    case 'all':
      return words.full(joined.max);
    default:
      return words.usedUp(names[joined.refused], joined.max);
  }
}
