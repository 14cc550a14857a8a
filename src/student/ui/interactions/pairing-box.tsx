import type { ComponentChildren, RefObject } from 'preact';
import { placingText } from '../../strings/placing-text.ts';
import { Guide } from './guide.tsx';
import { associationHint } from './limits.ts';
import type { Pairing } from './use-pairing.ts';
import './placing.css';

interface Props {
  root: RefObject<HTMLFieldSetElement | null>;
  pairing: Pairing;
  labelledBy: string;
  /** What there is to do, in few words. */
  guide: string;
  limits: Parameters<typeof associationHint>[0];
  readOnly: boolean;
  children: ComponentChildren;
}

/** Says what to do and what was done, and lets go of what is held. */
export function PairingBox({ root, pairing, labelledBy, guide, limits, readOnly, children }: Props) {
  const { held, said, letGo, remove } = pairing;
  const words = placingText();
  const guideId = `${labelledBy}-guide`;
  const from = held?.from;
  return (
    <fieldset
      class="placing"
      ref={root}
      aria-labelledby={labelledBy}
      aria-describedby={readOnly ? undefined : guideId}
      onKeyDown={(event) => event.key === 'Escape' && letGo()}
    >
      {!readOnly && (
        <Guide id={guideId} words={[guide, associationHint(limits)]} said={said.value}>
          {from && (
            <button type="button" class="quiet" onClick={() => remove(from)}>
              {words.takeOut}
            </button>
          )}
          {held && (
            <button type="button" class="quiet" onClick={letGo}>
              {words.letGo}
            </button>
          )}
        </Guide>
      )}
      {children}
    </fieldset>
  );
}
