import type { Attempt } from '../../session/attempt.ts';
import type { QuestionPlace } from '../../session/order.ts';
import { interactionText } from '../../strings/interaction-text.ts';
import { text } from '../../strings/text.ts';

interface Props {
  attempt: Attempt;
  places: readonly QuestionPlace[];
}

/** A flag for each question of one text, small enough to stand beside its heading. */
export function FlagRow({ attempt, places }: Props) {
  const alone = places.length === 1;
  return (
    <div class="flag-row">
      {!alone && <span aria-hidden="true">{text().attempt.flag}</span>}
      {places.map((place) => (
        <button
          key={place.number}
          type="button"
          class="quiet flag"
          aria-pressed={attempt.isFlagged(place)}
          aria-label={alone ? undefined : interactionText().mixed.flag(place.number)}
          disabled={!attempt.canChange()}
          onClick={() => attempt.toggleFlag(place.itemId, place.questionId)}
        >
          <span class="flag-mark" aria-hidden="true" />
          {alone ? text().attempt.flag : place.number}
        </button>
      ))}
    </div>
  );
}
