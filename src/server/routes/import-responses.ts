import { type ImportAnswer, type ImportRefusal, importAnswer } from '../../shared/contract/response-file.ts';
import type { Deps } from '../http/deps.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Principal, type Route } from '../http/route.ts';
import { type OpenedRun, openSealedRun } from '../import/open-sealed-run.ts';
import { type ResponseLine, responseLines } from '../import/response-lines.ts';
import { type SessionContext, sessionContext } from '../session/context.ts';
import { importRun } from '../session/import-run.ts';
import { findSession } from '../store/exam-sessions.ts';
import { latestExam } from '../store/exams.ts';
import { storeIdOf } from '../store/moved-store.ts';
import type { Db } from '../store/store.ts';
import { workspaceSecret } from '../store/workspaces.ts';

type Importer = Extract<Principal, { kind: 'staff' | 'integrator' | 'upload' }>;
type Item = ImportAnswer['items'][number];
type SealedLine = Extract<ResponseLine, { kind: 'sealed' }>;
type Opened = Extract<OpenedRun, { kind: 'opened' }>;

const importResponses = defineRoute({
  method: 'POST',
  path: '/api/import/responses',
  operationId: 'importResponses',
  summary: 'Takes response files: sealed answers that were carried by hand, or wait for nobody to sign in',
  tag: 'Staff',
  principals: ['staff', 'integrator', 'upload'],
  textBody: { mediaType: 'text/plain', maxBytes: 8 * 1024 * 1024 },
  answer: importAnswer,
  async handle({ deps, principal, text }): Promise<ImportAnswer> {
    const { workspaceId } = principal;
    const { storeId, secret } = await deps.store.read(async (db) => ({
      storeId: await storeIdOf(db, workspaceId, deps.randomId),
      secret: await workspaceSecret(db, workspaceId, 'envelope-key'),
    }));
    const envelopeKey = Buffer.from(secret, 'base64url');
    const ctx = sessionContext(deps, principal);
    const items: Item[] = [];
    // One after the other: the store takes them in turn, and a file in the wrong order is then like one in the right.
    for (const line of responseLines(text)) {
      items.push(line.kind === 'refused' ? refusal(line) : await takeLine(deps, principal, { line, envelopeKey }, ctx));
    }
    return { storeId, now: ctx.now, items };
  },
});

export const importRoutes: Route[] = [importResponses];

async function takeLine(
  deps: Deps,
  principal: Importer,
  { line, envelopeKey }: { line: SealedLine; envelopeKey: Buffer },
  ctx: SessionContext,
): Promise<Item> {
  const opened = await openSealedRun(envelopeKey, principal.workspaceId, line.jwe);
  if (opened.kind === 'refused') return refusal({ line: line.line, ...opened });
  if (!mayBring(principal, opened)) return refusal({ line: line.line, ...UNKNOWN });
  try {
    return await deps.store.write((db) => importOpened(db, principal, { line: line.line, opened }, ctx));
  } catch (error) {
    const reason = error instanceof ProblemError ? REASONS[error.problem] : undefined;
    if (reason === undefined) throw error;
    return refusal({ line: line.line, ...reason });
  }
}

async function importOpened(
  db: Db,
  principal: Importer,
  { line, opened }: { line: number; opened: Opened },
  ctx: SessionContext,
): Promise<Item> {
  const { workspaceId } = principal;
  const { owner, run } = opened;
  const { answer, statement } = await importRun(db, workspaceId, { ...run, deviceId: owner.deviceId }, ctx);
  return {
    result: 'received',
    line,
    sessionId: run.sessionId,
    run: owner.run,
    deviceId: owner.deviceId,
    ...(principal.kind !== 'upload' && (await namesOf(db, workspaceId, run.sessionId))),
    outcome: answer.outcome,
    ackedThrough: answer.ackedThrough,
    statement,
  };
}

/** An upload token appends to its own run and learns of nothing else. */
const mayBring = (principal: Importer, { owner }: Opened) =>
  principal.kind !== 'upload' || (principal.run === owner.run && principal.deviceId === owner.deviceId);

async function namesOf(db: Db, workspaceId: string, sessionId: string): Promise<{ student?: string; exam?: string }> {
  const session = await findSession(db, workspaceId, sessionId);
  const exam = session && (await latestExam(db, workspaceId, session.exam_id));
  return { ...(session && { student: session.name }), ...(exam && { exam: exam.name }) };
}

interface Refusal {
  reason: ImportRefusal;
  detail: string;
}

const UNKNOWN: Refusal = {
  reason: 'unknown-run',
  detail: 'This server does not know the test that these answers are of.',
};
const REASONS: Partial<Record<ProblemError['problem'], Refusal>> = {
  'not-found': UNKNOWN,
  invalid: { reason: 'invalid', detail: 'What is sealed here cannot be read as answers.' },
  protocol: {
    reason: 'newer-version',
    detail: 'The device speaks another version than this server. Update both, then bring the file again.',
  },
};

const refusal = ({ line, reason, detail }: Refusal & { line: number }): Item => ({
  result: 'refused',
  line,
  reason,
  detail,
});
