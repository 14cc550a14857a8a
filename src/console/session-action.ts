import type { AccommodationsBody } from '../shared/contract/accommodations.ts';
import type { StaffSessionRow } from '../shared/contract/staff.ts';

export type ActionName = 'reset' | 'reopen' | 'retake' | 'release' | 'restore' | 'more-time' | 'pause' | 'go-on';

export interface SessionAction {
  name: ActionName;
  label: string;
  /** What will happen, said before it does. */
  consequence: string;
  path: string;
  body?: { run: string } | AccommodationsBody;
}

const count = (answers: number) => (answers === 1 ? '1 answer' : `${answers} answers`);

/** What staff can do with a session as it stands now, in the order of how often it is wanted. */
export function actionsFor(row: StaffSessionRow): SessionAction[] {
  const path = (name: ActionName | 'accommodations') => `/api/exam-session/${encodeURIComponent(row.id)}/${name}`;
  const actions: SessionAction[] = [];
  if (row.maturity === 'COMPLETE') {
    actions.push({
      name: 'reopen',
      label: 'Reopen',
      consequence: `${row.name} can go on with this attempt. All ${count(row.answered)} stay. The score comes anew with the next submit.${row.time === null ? '' : ' The clock goes on with what was left of the time: if that was nothing, give more time first.'}`,
      path: path('reopen'),
    });
  }
  if (row.canRetake) {
    actions.push({
      name: 'retake',
      label: 'Allow a retake',
      consequence: `${row.name} gets attempt ${row.attempt + 1}, empty. This attempt and its score are kept and go on counting.`,
      path: path('retake'),
    });
  }
  if (row.holder !== null && row.maturity !== 'COMPLETE') {
    actions.push({
      name: 'release',
      label: 'Release from its device',
      consequence: `Another device may take over this test. If the lost device comes back, what it still held is put aside for you to look at, and nothing of it is deleted.`,
      path: path('release'),
    });
  }
  if (row.time !== null) actions.push(...timeActions(row, row.time, path('accommodations')));
  if (row.maturity !== 'NOT_STARTED' || row.attempt > 1 || row.answered > 0) {
    actions.push({
      name: 'reset',
      label: 'Reset',
      consequence: `${row.name} starts over at attempt 1 with no answers. What is here (${count(row.answered)}) is put away, not deleted: you can restore it.`,
      path: path('reset'),
    });
  }
  for (const archived of row.archivedRuns) {
    if (archived.reason !== 'reset' && archived.reason !== 'restore') continue;
    actions.push({
      name: 'restore',
      label: `Restore ${count(archived.answered)}`,
      consequence: `Attempt ${archived.attempt} with ${count(archived.answered)} comes back as it was put away. What ${row.name} has answered since is put away in its place.`,
      path: path('restore'),
      body: { run: archived.run },
    });
  }
  return actions;
}

function timeActions(row: StaffSessionRow, time: NonNullable<StaffSessionRow['time']>, path: string): SessionAction[] {
  const more: SessionAction = { name: 'more-time', label: 'More time', consequence: '', path };
  // A clock that stands before the test is started, or after it is handed in, would be forgotten so.
  if (row.maturity !== 'IN_PROGRESS' && !time.paused) return [more];
  const pause: SessionAction = time.paused
    ? {
        name: 'go-on',
        label: 'Let the clock go on',
        consequence: `The clock of ${row.name} goes on with the time that was left.`,
        path,
        body: { paused: false },
      }
    : {
        name: 'pause',
        label: 'Stop the clock',
        consequence: `The clock of ${row.name} stands still until you let it go on. Answering is still possible. The device learns of it the next time it reaches the server, and gives back the time since now.`,
        path,
        body: { paused: true },
      };
  return [more, pause];
}
