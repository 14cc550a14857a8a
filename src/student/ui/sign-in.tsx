import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { App } from '../session/app.ts';
import { linkedTicket } from '../session/linked-ticket.ts';
import type { SignInResult } from '../session/ports.ts';
import { restText } from '../strings/rest-text.ts';
import { BeforeTests } from './before-tests.tsx';
import { Frame } from './frame.tsx';
import { HandIn } from './hand-in.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { ScanTicket } from './scan-ticket.tsx';
import { useArrival } from './use-arrival.ts';
import { useTitle } from './use-title.ts';
import { WipedNote } from './wiped-note.tsx';
import './sign-in.css';

type Refusal = 'empty' | Exclude<SignInResult, { ok: true }>['reason'];

export function SignIn({ app }: { app: App }) {
  const heading = useArrival(app);
  const field = useRef<HTMLInputElement>(null);
  const refusal = useSignal<Refusal | null>(null);
  const busy = useSignal(false);
  const words = restText().signIn;
  const state = app.state.value;
  useTitle(words.heading);

  const enter = async () => {
    const ticket = field.current?.value.trim() ?? '';
    if (busy.value) return;
    busy.value = true;
    const result = ticket === '' ? 'empty' : await app.signIn(ticket);
    busy.value = false;
    if (result === 'empty') refusal.value = 'empty';
    else if (result && !result.ok) refusal.value = result.reason;
    if (refusal.value) field.current?.select();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void enter();
  };
  const scanned = (ticket: string) => {
    if (field.current) field.current.value = ticket;
    void enter();
  };

  return (
    <Frame app={app} lead={<p class="school">{state?.school ?? restText().product}</p>}>
      <WipedNote app={app} />
      <form class="sign-in" onSubmit={submit} noValidate>
        <h1 ref={heading} tabIndex={-1}>
          {words.heading}
        </h1>
        {state?.locked && <p>{words.locked}</p>}
        <div class="field">
          <label for="ticket">{words.ticket}</label>
          <p id="ticket-hint">{words.hint}</p>
          <input
            id="ticket"
            ref={field}
            name="ticket"
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={40}
            defaultValue={linkedTicket(app.fragment) ?? ''}
            aria-describedby="ticket-hint ticket-problem"
            aria-invalid={refusal.value !== null}
          />
          <p id="ticket-problem" class="problem" role="alert">
            {refusal.value && words[refusal.value]}
          </p>
        </div>
        <button type="submit" class="main" aria-disabled={busy.value}>
          {words.button}
        </button>
        <ScanTicket onTicket={scanned} />
      </form>
      <LanguageChoice app={app} />
      <BeforeTests app={app} />
      {state !== null && state.othersWaiting > 0 && (
        <>
          <p class="aside">{restText().tests.waiting(state.othersWaiting)}</p>
          <HandIn app={app} scope="device" />
        </>
      )}
    </Frame>
  );
}
