import { z } from 'zod/mini';
import { shownResults } from '../../shared/contract/device-session.ts';
import { results } from '../../shared/contract/score.ts';
import { sessionView } from '../../shared/contract/session-view.ts';

/** What is sealed of a student who left, as JSON. Answers are kept as they were stored, those too that this version cannot read. */
export const snapshot = z.object({
  runs: z.array(
    z.object({
      run: z.string(),
      view: sessionView,
      provisional: z.nullable(results),
      answers: z.array(z.looseObject({ run: z.string(), itemId: z.string(), questionId: z.string() })),
    }),
  ),
  shown: z.array(z.object({ session: z.string(), shown: shownResults })),
});
export type Snapshot = z.infer<typeof snapshot>;
