import { useState } from 'preact/hooks';
import { type StaffMember, staffMember } from '../../shared/contract/staff.ts';
import { callApi } from '../api.ts';
import './sign-in.css';

export function SignIn({ onSignedIn }: { onSignedIn: (member: StaffMember) => void }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const signIn = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const result = await callApi('POST', '/api/staff/sign-in', staffMember, {
      username: form.get('username'),
      password: form.get('password'),
    });
    setBusy(false);
    if (result.ok) onSignedIn(result.data);
    else setTrouble(result.detail);
  };

  return (
    <main class="sign-in">
      <h1>Satchel for staff</h1>
      <form onSubmit={signIn}>
        <label>
          User name
          <input name="username" autocomplete="username" autocapitalize="none" spellcheck={false} required />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p role="alert">{trouble}</p>
        <button type="submit" class="main" disabled={busy}>
          Sign in
        </button>
      </form>
      <p class="second">
        Students sign in on <a href="/">the student page</a> with their ticket.
      </p>
    </main>
  );
}
