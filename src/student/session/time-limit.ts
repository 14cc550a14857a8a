import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { App } from './app.ts';
import type { Attempt } from './attempt.ts';
import type { Services, TimeView } from './ports.ts';

/* Kept here and not by the attempt, which comes before the first question: the time comes right behind it. */
const times = new WeakMap<Attempt, Signal<TimeView | null>>();

function keptOf(attempt: Attempt): Signal<TimeView | null> {
  const kept = times.get(attempt) ?? signal<TimeView | null>(null);
  times.set(attempt, kept);
  return kept;
}

/** What is left of an attempt's time; null where it has no limit, or nothing is known of it yet. */
export const timeOf = (attempt: Attempt): ReadonlySignal<TimeView | null> => keptOf(attempt);

/**
 * Watches the time of whichever attempt is open, and hands it in when its time is over: what was typed is saved first, in any
 * case. An attempt that cannot be handed in stays as it is, and is asked for again.
 *
 * @returns stops it
 */
export function watchTime(app: App, services: Pick<Services, 'watchTime'>): () => void {
  let watched: Attempt | null = null;
  let stop = () => {};
  const dispose = effect(() => {
    const screen = app.screen.value;
    const attempt = screen.name === 'attempt' ? screen.attempt : null;
    if (attempt === watched) return;
    stop();
    watched = attempt;
    stop = attempt === null ? () => {} : watch(app, services, attempt);
  });
  return () => {
    dispose();
    stop();
  };
}

function watch(app: App, services: Pick<Services, 'watchTime'>, attempt: Attempt): () => void {
  const { run } = attempt.snapshot.peek();
  const kept = keptOf(attempt);
  return services.watchTime(run, (time) => {
    kept.value = time;
    if (time?.isOver) void handIn(app, attempt);
  });
}

async function handIn(app: App, attempt: Attempt): Promise<void> {
  const result = await attempt.submit();
  const screen = app.screen.peek();
  // As if the student had come there: the focus goes to what the screen says now.
  if (result?.ok && screen.name === 'attempt') app.showReview(screen.review);
}
