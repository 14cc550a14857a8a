import { useCallback } from 'preact/hooks';
import { type JournalItem, journalList } from '../../shared/contract/journal.ts';
import { type StaffSession, staffSession } from '../../shared/contract/staff.ts';
import { type ApiResult, callApi } from '../api.ts';
import { loadPages } from '../load-pages.ts';
import { type Loaded, useEvery } from './use-every.ts';

export interface Kept {
  session: StaffSession;
  /** Stranded and quarantined alike. */
  items: JournalItem[];
}

/** A session with everything that is kept beside its answers. */
export function useKept(sessionId: string): Loaded<Kept> {
  const load = useCallback(() => loadKept(sessionId), [sessionId]);
  return useEvery(load, 10_000);
}

async function loadKept(sessionId: string): Promise<ApiResult<Kept>> {
  const id = encodeURIComponent(sessionId);
  const [session, stranded, quarantined] = await Promise.all([
    callApi('GET', `/api/staff/exam-session/${id}`, staffSession),
    loadPages(`/api/exam-session/${id}/stranded`, journalList),
    loadPages(`/api/exam-session/${id}/quarantined`, journalList),
  ]);
  if (!session.ok) return session;
  if (!stranded.ok) return stranded;
  if (!quarantined.ok) return quarantined;
  return { ok: true, data: { session: session.data, items: [...stranded.data.items, ...quarantined.data.items] } };
}
