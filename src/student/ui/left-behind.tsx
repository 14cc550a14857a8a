import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { restText } from '../strings/rest-text.ts';
import { Banner } from './banner.tsx';

/** The status says why; this, what it means for whoever goes on answering, and the way to the test as it goes on. */
export function LeftBehind({ app, attempt }: { app: App; attempt: Attempt }) {
  if (!attempt.snapshot.value.isLeftBehind) return null;
  const leave = () => {
    // The list on this device may be older than what the run was told.
    if (app.leave()) void app.refresh();
  };
  return (
    <Banner tone="loud" action={{ label: restText().submitted.back, run: leave }}>
      {restText().leftBehind}
    </Banner>
  );
}
