import { useEffect, useRef, useState } from 'preact/hooks';
import { z } from 'zod/mini';
import { type StaffMember, staffMember } from '../../shared/contract/staff.ts';
import { callApi } from '../api.ts';
import { type Place, place } from '../place.ts';
import { Attention } from './attention.tsx';
import { Board } from './board.tsx';
import { Decide } from './decide.tsx';
import { Devices } from './devices.tsx';
import { ExamConfigs } from './exam-configs.tsx';
import { Header } from './header.tsx';
import { ResponseFiles } from './response-files.tsx';
import { Results } from './results.tsx';
import { SignIn } from './sign-in.tsx';
import { Tickets } from './tickets.tsx';
import { Trouble } from './trouble.tsx';
import './base.css';
import './controls.css';
import './print.css';

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
  return <SignedIn member={member} trouble={trouble} onSignOut={() => void signOut()} />;
}

interface SignedInProps {
  member: StaffMember;
  trouble: string | null;
  onSignOut: () => void;
}

function SignedIn({ member, trouble, onSignOut }: SignedInProps) {
  const main = useRef<HTMLElement>(null);
  const here = place.value;
  const shown = useRef(here);
  useEffect(() => {
    document.title = `${TITLES[here.name]} · Satchel for staff`;
    // The link that led here is gone, and the focus with it: who uses the keyboard goes on where the new screen begins.
    if (shown.current !== here) main.current?.focus();
    shown.current = here;
  }, [here]);
  return (
    <>
      <Header member={member} onSignOut={onSignOut} onSkip={() => main.current?.focus()} />
      <main id="main" tabIndex={-1} ref={main}>
        <Trouble text={trouble} />
        <Screen here={here} username={member.username} />
      </main>
    </>
  );
}

const TITLES: Record<Place['name'], string> = {
  configs: 'Tests',
  board: 'Students',
  tickets: 'Tickets',
  results: 'Results',
  attention: 'Needs attention',
  decide: 'Needs attention',
  devices: 'Devices',
  files: 'Files',
};

function Screen({ here, username }: { here: Place; username: string }) {
  switch (here.name) {
    case 'configs':
      return <ExamConfigs />;
    case 'board':
      return <Board key={here.configId} configId={here.configId} />;
    case 'tickets':
      return <Tickets configId={here.configId} />;
    case 'results':
      return <Results configId={here.configId} sessionId={here.sessionId} />;
    case 'attention':
      return <Attention configId={here.configId} />;
    case 'decide':
      return <Decide key={here.sessionId} sessionId={here.sessionId} username={username} />;
    case 'devices':
      return <Devices />;
    case 'files':
      return <ResponseFiles />;
  }
}
