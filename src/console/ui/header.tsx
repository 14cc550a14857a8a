import { useEffect } from 'preact/hooks';
import type { StaffMember } from '../../shared/contract/staff.ts';
import { linkTo, type Place, place } from '../place.ts';
import { countWaiting, waiting } from '../waiting.ts';
import './header.css';

export interface HeaderProps {
  member: StaffMember;
  onSignOut: () => void;
  /** Past all of this, to what the screen is about. */
  onSkip: () => void;
}

type Section = 'tests' | 'attention' | 'devices' | 'files';

/** Where one is among the four parts of the page. */
const SECTIONS: Record<Place['name'], Section> = {
  configs: 'tests',
  board: 'tests',
  tickets: 'tests',
  results: 'tests',
  attention: 'attention',
  decide: 'attention',
  devices: 'devices',
  files: 'files',
};

export function Header({ member, onSignOut, onSkip }: HeaderProps) {
  const here = place.value;
  useEffect(() => {
    void countWaiting();
    const timer = setInterval(() => void countWaiting(), 30_000);
    return () => clearInterval(timer);
  }, [here]);
  const current = (section: Section) => (SECTIONS[here.name] === section ? 'page' : undefined);
  return (
    <header>
      {/* No link: the fragment of the address says which screen is shown. */}
      <button type="button" class="skip" onClick={onSkip}>
        Skip to the content
      </button>
      <h1>Satchel</h1>
      <p>{member.workspace.name}</p>
      <nav aria-label="Staff">
        <a href={linkTo({ name: 'configs' })} aria-current={current('tests')}>
          Tests
        </a>
        <a href={linkTo({ name: 'attention' })} aria-current={current('attention')}>
          Needs attention{waiting.value !== '' && <b class="number"> {waiting.value}</b>}
        </a>
        <a href={linkTo({ name: 'devices' })} aria-current={current('devices')}>
          Devices
        </a>
        <a href={linkTo({ name: 'files' })} aria-current={current('files')}>
          Files
        </a>
      </nav>
      <p class="push">
        {member.username}{' '}
        <button type="button" class="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </p>
    </header>
  );
}
