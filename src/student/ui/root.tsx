import type { ReadonlySignal } from '@preact/signals';
import type { App } from '../session/app.ts';
import { text } from '../strings/text.ts';
import { AppBanners } from './banner.tsx';
import { ItemScreen } from './item-screen.tsx';
import './base.css';
import './controls.css';
import './content.css';
import './not-opened-words.css';

interface Props {
  app: App;
  /** Null until its chunk is there. */
  rest: ReadonlySignal<typeof import('./rest-screens.tsx') | null>;
}

export function Root({ app, rest }: Props) {
  const screen = app.screen.value;
  if (screen.name === 'attempt' && !screen.review && !screen.attempt.submitted.value) {
    const { attempt } = screen;
    return <ItemScreen key={attempt.snapshot.peek().run} app={app} attempt={attempt} rest={rest.value} />;
  }
  if (rest.value) return <rest.value.RestScreens app={app} />;
  return (
    <main class="opening">
      <AppBanners app={app} />
      {!app.broken.value && <p>{text().opening}</p>}
    </main>
  );
}
