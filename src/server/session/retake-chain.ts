import { z } from 'zod/mini';
import type { SessionEventRow } from '../store/session-events.ts';

const retakeDetail = z.object({ next: z.string() });

/** The runs that came before this one by retake: they count beside it, whatever happened to the session in between. */
export function attemptsBefore(
  runId: string,
  retakes: Pick<SessionEventRow, 'run_id' | 'detail_json'>[],
): ReadonlySet<string> {
  const previous = new Map(
    retakes.map(({ run_id, detail_json }) => [retakeDetail.parse(JSON.parse(detail_json ?? '{}')).next, run_id]),
  );
  const before = new Set<string>();
  for (let run = previous.get(runId); run !== undefined && !before.has(run); run = previous.get(run)) before.add(run);
  return before;
}
