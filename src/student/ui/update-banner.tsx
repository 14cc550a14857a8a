import type { App } from '../session/app.ts';
import { restText } from '../strings/rest-text.ts';
import { Banner } from './banner.tsx';

/** Offers the newer version that waits, and never while a test is being answered. */
export function UpdateBanner({ app }: { app: App }) {
  const screen = app.screen.value;
  const answering = screen.name === 'attempt' && !screen.attempt.submitted.value;
  const update = app.update.value;
  if (!update || answering) return null;
  const words = restText().update;
  return (
    <Banner tone="plain" action={{ label: words.button, run: update }}>
      {words.offered}
    </Banner>
  );
}
