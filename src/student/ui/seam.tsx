import { useComputed } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Attempt } from '../session/attempt.ts';
import type { QuestionPlace } from '../session/order.ts';
import { stitch } from '../session/status.ts';
import { text } from '../strings/text.ts';
import './seam.css';
import './stitch.css';

interface Props {
  attempt: Attempt;
  onGo(place: QuestionPlace): void;
}

interface SeamProps extends Props {
  /** While false its place is kept and nothing drawn: the question is painted first. */
  shown: boolean;
}

/** One stitch a question, above the test. A move draws the two anew that it is about, and does not go over the row. */
export function Seam({ attempt, shown, onGo }: SeamProps) {
  const row = useRef<HTMLOListElement>(null);
  return (
    <nav class="seam" aria-label={text().attempt.questions}>
      <ol ref={row}>
        {shown &&
          attempt.questions.map((place) => (
            <StitchButton key={place.number} attempt={attempt} place={place} onGo={onGo} tellsPlace />
          ))}
      </ol>
      <Scroll attempt={attempt} shown={shown} row={row} />
    </nav>
  );
}

/** Keeps the current stitch in the middle. */
function Scroll({ attempt, shown, row }: Omit<SeamProps, 'onGo'> & { row: RefObject<HTMLOListElement | null> }) {
  const { number } = attempt.place.value;
  // biome's exhaustive-deps would have it without: the number, and being drawn, are what move the seam.
  useEffect(() => {
    const current = row.current?.children[number - 1];
    current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [number, shown]);
  return null;
}

interface StitchProps extends Props {
  place: QuestionPlace;
  /** It shows whether the student is at its question. */
  tellsPlace?: boolean;
}

export function StitchButton({ attempt, place, tellsPlace, onGo }: StitchProps) {
  // Each by itself: an answer draws its own stitch anew, and not the whole row.
  const kind = useComputed(() => stitch(attempt.answers.value, place)).value;
  const flagged = useComputed(() => attempt.isFlagged(place)).value;
  const here = useComputed(() => tellsPlace && attempt.place.value.number === place.number).value;
  const words = text().stitch;
  const said = words[kind === 'closed' && attempt.snapshot.peek().practice ? 'answered' : kind];
  return (
    <li>
      <button
        type="button"
        class={`stitch ${kind}${flagged ? ' lifted' : ''}`}
        aria-label={text().attempt.question(place.number)}
        aria-description={flagged ? `${words.flagged}, ${said}` : said}
        aria-current={here ? 'true' : undefined}
        onClick={() => onGo(place)}
      >
        {text().number(place.number)}
        <span class="thread" aria-hidden="true" />
      </button>
    </li>
  );
}
