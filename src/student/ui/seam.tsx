import { useComputed } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Attempt } from '../session/attempt.ts';
import type { QuestionPlace } from '../session/order.ts';
import { stitch } from '../session/status.ts';
import { text } from '../strings/text.ts';
import './seam.css';

interface Props {
  attempt: Attempt;
  onGo(place: QuestionPlace): void;
}

interface SeamProps extends Props {
  /** While false its place is kept and nothing drawn: the question is painted first. */
  shown: boolean;
}

/** One stitch a question, above the test; it scrolls with the current one in the middle. */
export function Seam({ attempt, shown, onGo }: SeamProps) {
  const list = useRef<HTMLOListElement>(null);
  const { number } = attempt.place.value;
  // biome's exhaustive-deps would have it without: the number, and being drawn, are what move the seam.
  useEffect(() => {
    const current = list.current?.children[number - 1];
    current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [number, shown]);
  // Once: a move draws the two stitches anew that it is about, and does not go over the row.
  const stitches = useMemo(
    () =>
      (shown ? attempt.questions : []).map((place) => (
        <StitchButton key={place.number} attempt={attempt} place={place} onGo={onGo} tellsPlace />
      )),
    [attempt, shown, onGo],
  );
  return (
    <nav class="seam" aria-label={text().attempt.questions}>
      <ol ref={list}>{stitches}</ol>
    </nav>
  );
}

interface StitchProps extends Props {
  place: QuestionPlace;
  /** It shows whether the student is at its question. */
  tellsPlace?: boolean;
}

export function StitchButton({ attempt, place, tellsPlace = false, onGo }: StitchProps) {
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
