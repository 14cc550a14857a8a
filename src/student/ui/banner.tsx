import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { isInWindowOnly } from '../session/answers.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { text } from '../strings/text.ts';
import { useFocusGoesOn } from './use-focus-goes-on.ts';
import './banner.css';

interface BannerProps {
  /** `loud` is for what may be lost, and is read out at once. */
  tone: 'loud' | 'plain';
  children: ComponentChildren;
  action?: { label: string; run(): void } | undefined;
}

export function Banner({ tone, children, action }: BannerProps) {
  const banner = useRef<HTMLDivElement>(null);
  useFocusGoesOn(banner);
  return (
    <div class={`banner ${tone}`} ref={banner} role={tone === 'loud' ? 'alert' : undefined}>
      <div>{children}</div>
      {action && (
        <button type="button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}

/** What holds for the whole app. None of it keeps anybody from answering. */
export function AppBanners({ app }: { app: App }) {
  const words = text().banner;
  const state = app.state.value;
  const screen = app.screen.value;
  const answering = screen.name === 'attempt' && !screen.attempt.submitted.value;
  return (
    <>
      {app.broken.value && (
        <Banner tone="loud" action={{ label: words.reload, run: () => location.reload() }}>
          {answering && screen.attempt.answers.value.changes.size > 0 ? words.brokenUnsaved : words.broken}
        </Banner>
      )}
      {state?.signInAgain && screen.name !== 'sign-in' && (
        <Banner tone="plain" action={{ label: words.signInAgainButton, run: () => app.signInAgain() }}>
          {words.signInAgain}
        </Banner>
      )}
      {state?.updateNeeded && <Banner tone="plain">{words.updateNeeded}</Banner>}
    </>
  );
}

interface AttemptBannersProps {
  attempt: Attempt;
  /** Another way out for answers that this device cannot save. */
  wayOut?: ComponentChildren;
}

/** What holds for the open attempt. */
export function AttemptBanners({ attempt, wayOut }: AttemptBannersProps) {
  const words = text().banner;
  const failure = attempt.storageFailure.value;
  return (
    <>
      {failure !== null && (
        <Banner tone="loud" action={{ label: words.retry, run: () => attempt.saveNow() }}>
          <p>{isInWindowOnly(attempt.answers.value) ? words.storage : words.storageDirect}</p>
          {failure && <p class="detail">{words.storageDetail(text().said(failure))}</p>}
          {wayOut}
        </Banner>
      )}
      {attempt.link.value === 'elsewhere' && !attempt.submitted.value && (
        <Banner tone="plain" action={{ label: words.continueHere, run: () => void attempt.takeOver() }}>
          {words.elsewhere}
        </Banner>
      )}
    </>
  );
}
