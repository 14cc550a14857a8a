import { useRef } from 'preact/hooks';
import { answerable, unanswered } from '../session/answerable.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { reviewGroups } from '../session/review-groups.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { AttemptLead } from './attempt-lead.tsx';
import { AttemptBanners } from './banner.tsx';
import { Clock } from './clock.tsx';
import { Frame } from './frame.tsx';
import { LeaveLock } from './leave-lock.tsx';
import { LeftBehind } from './left-behind.tsx';
import { SaveFile } from './save-file.tsx';
import { StitchButton } from './seam.tsx';
import { Status } from './status.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import { useArrival } from './use-arrival.ts';
import { useTitle } from './use-title.ts';
import './review.css';

interface Props {
  app: App;
  attempt: Attempt;
}

/** The seam, whole, by state; and the way to submit. */
export function Review({ app, attempt }: Props) {
  const heading = useArrival(app);
  const dialog = useRef<HTMLDialogElement>(null);
  const words = restText().review;
  const { examName, config } = attempt.snapshot.value;
  const groups = reviewGroups(attempt.questions, attempt.answers.value, (place) => attempt.isFlagged(place));
  const total = answerable(attempt).length;
  useTitle(words.heading, examName);
  return (
    <Frame
      app={app}
      lead={<AttemptLead attempt={attempt} />}
      end={
        <>
          <Clock attempt={attempt} />
          <Status status={attempt.status.value} />
        </>
      }
      banners={
        <>
          <AttemptBanners
            attempt={attempt}
            wayOut={<SaveFile app={app} scope={{ sessionId: attempt.snapshot.value.sessionId }} />}
          />
          <LeftBehind app={app} attempt={attempt} />
        </>
      }
    >
      <div class="review">
        <h1 ref={heading} tabIndex={-1}>
          {words.heading}
        </h1>
        <p>
          {words.summary(total - unanswered(attempt), total)} {words.choose}
        </p>
        <nav aria-label={text().attempt.questions} class="seam whole">
          {(['attention', 'open', 'flagged', 'answered', 'none'] as const).map(
            (name) =>
              groups[name].length > 0 && (
                <section key={name} class="stitch-group">
                  <h2 id={`group-${name}`}>
                    {words[name]} <span class="count">{text().number(groups[name].length)}</span>
                  </h2>
                  <ol aria-labelledby={`group-${name}`}>
                    {groups[name].map((place) => (
                      <StitchButton key={place.number} attempt={attempt} place={place} onGo={app.goTo} />
                    ))}
                  </ol>
                </section>
              ),
          )}
        </nav>
        <div class="actions review-actions">
          <button type="button" class="main" onClick={() => dialog.current?.showModal()}>
            {words.submit}
          </button>
          <button type="button" onClick={() => app.showReview(false)}>
            {words.back}
          </button>
          <button type="button" class="quiet" onClick={() => app.leave()}>
            {words.leave}
          </button>
        </div>
        {config.leaveLock && <p class="aside">{restText().leaveLock.leaving}</p>}
        <LeaveLock app={app} attempt={attempt} />
        <SubmitDialog attempt={attempt} dialog={dialog} flagged={attempt.flagged.value.size} />
      </div>
    </Frame>
  );
}
