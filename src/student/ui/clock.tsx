import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Attempt } from '../session/attempt.ts';
import type { TimeView } from '../session/ports.ts';
import { timeOf } from '../session/time-limit.ts';
import { clockText } from '../strings/clock-text.ts';
import './clock.css';

/** Whoever put it away on one screen does not want it on the next. */
const isHidden = signal(false);

const MINUTE_MS = 60_000;
/** How long it is said that there is more time, or that five minutes are left. */
const SAID_MS = 30_000;

/**
 * What is left of the time, as long as there is a limit. It is read out when it is asked for, and not every second; what is said
 * of it by itself is polite, and there to be seen where the clock is hidden too.
 */
export function Clock({ attempt }: { attempt: Attempt }) {
  const time = timeOf(attempt).value;
  const said = useMore(time);
  if (time === null || attempt.submitted.value) return null;
  const words = clockText();
  const message = time.isPaused ? words.paused : (warning(time) ?? (said ? words.more : ''));
  return (
    <div class={`clock${time.leftMs <= 5 * MINUTE_MS ? ' soon' : ''}`}>
      <span class="clock-said" aria-live="polite">
        {message}
      </span>
      {!isHidden.value && (
        <span class="clock-left" role="timer" dir="ltr" aria-label={words.label} aria-live="off">
          {words.left(Math.ceil(time.leftMs / 1000))}
        </span>
      )}
      <button type="button" class="quiet" onClick={() => (isHidden.value = !isHidden.value)}>
        {isHidden.value ? words.show : words.hide}
      </button>
    </div>
  );
}

/** Five minutes, and one: not in a test that has no more than that. */
function warning({ leftMs, allowedMs }: TimeView): string | null {
  const words = clockText();
  // It stands there for the whole of it, and must stay true.
  if (leftMs <= MINUTE_MS && allowedMs > MINUTE_MS) return words.lastMinute;
  const isFive = leftMs <= 5 * MINUTE_MS && leftMs > 5 * MINUTE_MS - SAID_MS;
  return isFive && allowedMs > 5 * MINUTE_MS ? words.minutesLeft(5) : null;
}

/** Whether more time was given a moment ago. */
function useMore(time: TimeView | null): boolean {
  const before = useRef<number | null>(null);
  const until = useRef(0);
  const allowedMs = time?.allowedMs ?? null;
  const leftMs = time?.leftMs ?? 0;
  if (allowedMs !== null && before.current !== null && allowedMs > before.current) until.current = leftMs - SAID_MS;
  useEffect(() => {
    before.current = allowedMs;
  }, [allowedMs]);
  return until.current > 0 && leftMs > until.current;
}
