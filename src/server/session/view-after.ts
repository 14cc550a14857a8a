import { type SessionView, sessionView } from '../../shared/contract/session-view.ts';

/** Where the student is now. Marks are sent when they changed, and stay as they were otherwise. */
export function viewAfter(storedJson: string | null, sent: SessionView): SessionView {
  if (sent.marks !== undefined || storedJson === null) return sent;
  const { marks } = sessionView.parse(JSON.parse(storedJson));
  return marks === undefined ? sent : { ...sent, marks };
}
