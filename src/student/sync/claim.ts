import { claimAnswer, retakeAnswer } from '../../shared/contract/device.ts';
import { applyClaim } from '../db/apply-claim.ts';
import { dropToken } from '../db/partitions.ts';
import { readPartition, readRun } from '../db/read-row.ts';
import { classify } from './classify.ts';
import type { RefreshOptions } from './refresh-sessions.ts';

/**
 * Tells the server that this device holds a run, and brings the answers that are not here yet. Best effort: a test
 * starts and goes on without it.
 *
 * @returns true when the claim was applied
 */
export async function claimRun({ db, http, now }: RefreshOptions, runId: string): Promise<boolean> {
  const stored = await db.runs.get(runId);
  if (stored === undefined) return false;
  const { run, writer, package: hash, sessionId, partition, ackedSeq, submit } = readRun(stored);
  const owner = await db.partitions.get(partition);
  const token = owner === undefined ? null : readPartition(owner).token;
  // What was submitted here is not taken back from wherever it went on since.
  if (token === null || submit !== null) return false;
  const path = `/api/device/exam-session/${encodeURIComponent(sessionId)}/claim`;
  const body = { run, writer, package: hash };
  const verdict = classify(await http.request(path, { method: 'POST', token, body }), claimAnswer);
  if (verdict.action === 'sign-in') await dropToken(db, partition, token);
  if (verdict.action !== 'ok') return false;
  await applyClaim(db, { run, partition, ackedSeq }, verdict.answer, now());
  return verdict.answer.examSession.run === run;
}

export type Retaken = 'ok' | 'sign-in' | 'refused' | 'network';

/** Asks the server for the next attempt. The list of sessions has it afterwards. */
export async function retakeSession(
  { db, http }: RefreshOptions,
  session: { partition: string; id: string },
  token: string,
): Promise<Retaken> {
  const path = `/api/device/exam-session/${encodeURIComponent(session.id)}/retake`;
  const verdict = classify(await http.request(path, { method: 'POST', token }), retakeAnswer);
  if (verdict.action === 'sign-in') await dropToken(db, session.partition, token);
  if (verdict.action === 'ok' || verdict.action === 'sign-in') return verdict.action;
  return verdict.action === 'retry' ? 'network' : 'refused';
}
