import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { practiceText } from '../strings/practice-text.ts';
import { CorrectAnswers } from './correct-answers.tsx';
import { Frame } from './frame.tsx';
import { PracticeButton } from './practice-button.tsx';
import { useArrival } from './use-arrival.ts';
import { useTitle } from './use-title.ts';
import './submitted.css';

interface Props {
  app: App;
  attempt: Attempt;
}

/** What the practice came to: points, that nothing was kept, and the right answers. */
export function PracticeDone({ app, attempt }: Props) {
  const heading = useArrival(app);
  const words = practiceText().done;
  const { examName, submitted } = attempt.snapshot.value;
  const { actual, max } = submitted?.provisional?.points ?? { actual: 0, max: 0 };
  const { correct = {}, correctResponses } = submitted?.shown ?? {};
  useTitle(words.heading, examName);
  return (
    <Frame app={app} lead={<p class="school">{examName}</p>}>
      <div class="submitted">
        <h1 ref={heading} tabIndex={-1}>
          {words.heading}
        </h1>
        <p>
          <b>{words.score(actual, max)}</b> {words.person}
        </p>
        <p>{words.kept}</p>
        <div class="actions">
          <button type="button" class="main" onClick={() => app.leave()}>
            {words.back}
          </button>
          <PracticeButton app={app} label={words.again} instead={attempt} />
        </div>
        <CorrectAnswers attempt={attempt} correct={correct} correctResponses={correctResponses} />
      </div>
    </Frame>
  );
}
