import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { PREFLIGHT_CHECKS } from '../../shared/contract/preflight.ts';
import type { App } from '../session/app.ts';
import type { BeforeTests, CheckReported } from '../session/ports.ts';
import { type Learned, verdicts, worst } from '../session/preflight.ts';
import { beforeText } from '../strings/before-text.ts';
import { restText } from '../strings/rest-text.ts';
import { CheckLine } from './check-line.tsx';
import { Frame } from './frame.tsx';
import { SoundCheck } from './sound-check.tsx';
import { useArrival } from './use-arrival.ts';
import { useTitle } from './use-title.ts';
import './check-device.css';

/** The sound is asked about: it is done whenever the student says so. */
const LOOKED_AT = PREFLIGHT_CHECKS.filter((check) => check !== 'sound');

/** One tap, for a student or a proctor: what is fine on this device, and what to do about the rest. */
export function CheckDevice({ app }: { app: App }) {
  const heading = useArrival(app);
  const learned = useSignal<Learned>({});
  const before = useSignal<BeforeTests | null | 'coming'>('coming');
  const reported = useSignal<CheckReported | null>(null);
  const words = beforeText().check;
  useTitle(words.heading);

  const report = async () => {
    if (before.value && before.value !== 'coming') reported.value = await before.value.report(learned.value);
  };
  const run = async () => {
    const { sound } = learned.value;
    learned.value = sound === undefined ? {} : { sound };
    reported.value = null;
    before.value = (await app.services?.before()) ?? null;
    await before.value?.check((part) => {
      learned.value = { ...learned.value, ...part };
    });
    await report();
  };
  useEffect(() => void run(), []);

  const found = verdicts(learned.value);
  const done = LOOKED_AT.filter((check) => learned.value[check] !== undefined).length;
  const isDone = done === LOOKED_AT.length;
  const mayRun = isDone || before.value === null;
  return (
    <Frame app={app} lead={<p class="school">{app.state.value?.school ?? restText().product}</p>}>
      <div class="check-device">
        <h1 ref={heading} tabIndex={-1}>
          {words.heading}
        </h1>
        <p>{words.about}</p>
        {before.value === null ? (
          <p class="note torn-note" role="alert">
            {words.cannot}
          </p>
        ) : (
          <>
            {!isDone && <progress aria-label={words.heading} max={LOOKED_AT.length} value={done} />}
            <p class={`outcome ${isDone ? worst(found) : ''}`} role="status">
              {isDone ? outcome(found) : words.running(done, LOOKED_AT.length)}
            </p>
            <ul class="checks">
              {PREFLIGHT_CHECKS.map((check) => (
                <CheckLine key={check} check={check} verdict={found.find((one) => one.check === check)}>
                  {check === 'sound' && (
                    <SoundCheck
                      before={before.value === 'coming' ? null : before.value}
                      onHeard={(isHeard) => {
                        learned.value = { ...learned.value, sound: isHeard };
                        if (isDone) void report();
                      }}
                    />
                  )}
                </CheckLine>
              ))}
            </ul>
            <p role="status">{reported.value && words[reported.value]}</p>
          </>
        )}
        <div class="actions">
          <button type="button" class="main" onClick={() => app.goHome()}>
            {words.back}
          </button>
          <button type="button" aria-disabled={!mayRun} onClick={() => mayRun && void run()}>
            {words.again}
          </button>
        </div>
      </div>
    </Frame>
  );
}

function outcome(found: ReturnType<typeof verdicts>): string {
  const words = beforeText().check;
  const state = worst(found);
  return state === 'fine' ? words.fine : words[state](found.filter((one) => one.state === state).length);
}
