import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod/mini';
import { type StaffMember, staffMember } from '../../shared/contract/staff.ts';
import { callApi } from '../api.ts';
import { linkTo, type Place, place } from '../place.ts';
import { Board } from './board.tsx';
import { Devices } from './devices.tsx';
import { ExamConfigs } from './exam-configs.tsx';
import { ResponseFiles } from './response-files.tsx';
import { Results } from './results.tsx';
import { SignIn } from './sign-in.tsx';
import { Tickets } from './tickets.tsx';
import { Trouble } from './trouble.tsx';

export function App() {
  const [member, setMember] = useState<StaffMember | null | 'unknown'>('unknown');
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    void callApi('GET', '/api/staff/me', staffMember).then((result) => {
      if (result.ok) setMember(result.data);
      // Only the server can say that nobody is signed in.
      else if (result.status === 401) setMember(null);
      else setTrouble(result.detail);
    });
  }, []);

  if (member === 'unknown') return <Trouble text={trouble} />;
  if (member === null) return <SignIn onSignedIn={setMember} />;

  const signOut = async () => {
    const result = await callApi('POST', '/api/staff/sign-out', z.unknown(), {});
    if (result.ok) setMember(null);
    else setTrouble(`You are still signed in. ${result.detail}`);
  };
  const here = place.value.name;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <h1>Satchel</h1>
        <p>{member.workspace.name}</p>
        <nav aria-label="Staff">
          <a href={linkTo({ name: 'configs' })} aria-current={isTests(here) ? 'page' : undefined}>
            Tests
          </a>
          <a href={linkTo({ name: 'devices' })} aria-current={here === 'devices' ? 'page' : undefined}>
            Devices
          </a>
          <a href={linkTo({ name: 'files' })} aria-current={here === 'files' ? 'page' : undefined}>
            Files
          </a>
        </nav>
        <p class="push">
          {member.username}{' '}
          <button type="button" class="quiet" onClick={signOut}>
            Sign out
          </button>
        </p>
      </header>
      <main id="main" tabIndex={-1}>
        <Trouble text={trouble} />
        <Screen />
      </main>
    </>
  );
}

const isTests = (here: Place['name']) => here !== 'devices' && here !== 'files';

function Screen() {
  const here = place.value;
  switch (here.name) {
    case 'configs':
      return <ExamConfigs />;
    case 'board':
      return <Board key={here.configId} configId={here.configId} />;
    case 'tickets':
      return <Tickets configId={here.configId} />;
    case 'results':
      return <Results configId={here.configId} sessionId={here.sessionId} />;
    case 'devices':
      return <Devices />;
    case 'files':
      return <ResponseFiles />;
  }
}
