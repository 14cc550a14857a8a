import type { DeviceSession } from '../../shared/contract/device-session.ts';
import { restText } from '../strings/rest-text.ts';
import './objective-scores.css';

interface Props {
  shown: NonNullable<DeviceSession['shown']>;
}

/** How much of each objective was reached, as the server counted it: a bar each, and the same in numbers. */
export function ObjectiveScores({ shown: { results, objectives = {} } }: Props) {
  const words = restText().submitted;
  const scored = Object.values(results?.objectives ?? {}).filter(({ score }) => score.max > 0);
  if (scored.length === 0) return null;
  return (
    <section class="objectives" aria-labelledby="objectives-heading">
      <h2 id="objectives-heading">{words.objectives}</h2>
      <ul>
        {scored.map(({ id, score: { actual, max } }) => (
          <li key={id}>
            <span class="objective" lang="" dir="auto">
              {objectives[id]?.abbreviation && <b>{objectives[id].abbreviation}</b>} {objectives[id]?.text}
            </span>
            <span class="reached">{words.ofPoints(actual, max)}</span>
            <span class="track" aria-hidden="true">
              <span style={{ inlineSize: `${(100 * Math.max(0, actual)) / max}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
