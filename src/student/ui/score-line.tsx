import type { DeviceConfig } from '../../shared/contract/exam-config.ts';
import type { SubmittedAttempt } from '../session/ports.ts';
import { restText } from '../strings/rest-text.ts';

interface Props {
  submitted: SubmittedAttempt;
  config: DeviceConfig;
}

/** The score, where the config shows it: the device's own until the server's is there. */
export function ScoreLine({ submitted, config }: Props) {
  const words = restText().submitted;
  if (!config.showScoreOnComplete) return null;
  const final = finalScore(submitted);
  const provisional = submitted.provisional?.points;
  if (final === null && !provisional) return <p>{words.scoreLater}</p>;
  const points = final?.points ?? (final === null ? provisional : undefined);
  const differs =
    final?.points !== undefined && provisional !== undefined && final.points.actual !== provisional.actual;
  return (
    <div class="score">
      <p>
        {words.score}: <b>{points ? words.points(points.actual, points.max) : words.percent(final?.percent ?? 0)}</b>
        {points && final?.percent !== undefined && ` (${words.percent(final.percent)})`}
      </p>
      <p class="aside">
        {final === null ? words.provisional : words.final} {differs && words.differs}
      </p>
    </div>
  );
}

/** What the server counted, as far as it lets the student see it; null while there is nothing. */
function finalScore({ shown }: SubmittedAttempt) {
  const percent = shown?.scoreActual ?? undefined;
  const points = shown?.results?.points;
  return percent === undefined && points === undefined ? null : { percent, points };
}
