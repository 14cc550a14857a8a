import type { ResponsesByItem } from '../../shared/contract/response.ts';
import type { SessionView } from '../../shared/contract/session-view.ts';
import type { SeqsByItem, SessionState } from '../../shared/contract/set-responses.ts';
import { ProblemError } from '../http/problem.ts';
import { byItem } from '../store/by-item.ts';
import { type RunChange, type RunRow, updateRun } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import { loadUploadRows } from '../store/upload-rows.ts';
import { ordersOfRun, putWriter } from '../store/writers.ts';
import type { SessionContext } from './context.ts';
import { noSuchRun } from './not-found.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, runAfter } from './refresh-session.ts';
import { readSettings } from './settings.ts';
import { loadStanding, type StandingAnswers, standingResponses } from './standing-answers.ts';
import { viewForDevice } from './view-after.ts';

export interface Claim {
  sessionId: string;
  deviceId: string;
  run: string;
  writer: string;
  /** Hash of the package that the device will answer on. */
  package: string;
}

export interface Claimed {
  sessionState: SessionState;
  responses: ResponsesByItem;
  /** Null when no holder told where it was. */
  view: SessionView | null;
  /** Of the answers that came past the disk of this writer: the change that each came after. */
  later: SeqsByItem;
}

/**
 * Gives a run to a device, with the answers so far. A device that has it already keeps it and raises nothing; one that takes
 * it from another raises the epoch, which fences the other off.
 * @throws ProblemError `not-found` for an unknown run; `conflict` with the reason when the run was put away or submitted, is
 * pinned to another version, or is with another device and only a proctor may move it
 */
export async function claimRun(db: Db, workspaceId: string, claim: Claim, ctx: SessionContext): Promise<Claimed> {
  const rows = await loadUploadRows(db, workspaceId, claim);
  if (!rows) throw noSuchRun();
  const { run, session, settingsJson, packageVersion } = rows;
  if (run.run_id !== session.current_run) throw refused('This attempt was put away. Fetch the list of tests again.');
  if (packageVersion === null) throw refused('This test was never packaged so. Get it ready for offline again.');
  if (run.exam_version !== null && run.exam_version !== packageVersion) {
    throw refused('This attempt was begun on another version of the test. Get it ready for offline again.');
  }
  const moves = movesFromAnother(run, claim.deviceId);
  if (run.maturity === 'COMPLETE' && run.holder !== claim.deviceId)
    throw refused('This attempt was submitted already.');
  if (moves && run.released === 0 && readSettings(settingsJson).deviceMove === 'proctor') {
    throw refused('Another device has this test. A proctor can release it.');
  }

  const epoch = moves ? run.epoch + 1 : run.epoch;
  const view = viewForDevice(run.view_json, ctx.now);
  const change: RunChange = {
    holder: claim.deviceId,
    released: 0,
    epoch,
    ...(moves && { held_from_epoch: epoch }),
    // Its time goes on here.
    ...(moves && view && { view_json: JSON.stringify(view) }),
    ...(run.exam_version === null && { exam_version: packageVersion }),
    ...(run.package_hash === null && { package_hash: claim.package }),
  };
  await updateRun(db, workspaceId, run.run_id, change);
  await putWriter(db, {
    workspace_id: workspaceId,
    run_id: run.run_id,
    writer: claim.writer,
    device_id: claim.deviceId,
    acked_through: rows.writer?.acked_through ?? 0,
    journaled_through: rows.writer?.journaled_through ?? 0,
    last_heard_at: ctx.now,
    order_json: null,
  });
  if (moves) {
    await recordEvent(db, run, { kind: 'device-move', detail: { from: run.holder, to: claim.deviceId, epoch } }, ctx);
  }
  const sessionState = await refreshSession(
    db,
    workspaceId,
    { session, run: runAfter(run, change), settingsJson },
    { revise: false, contactAt: ctx.now },
  );
  const standing = await loadStanding(db, workspaceId, run.run_id);
  return {
    sessionState,
    responses: standingResponses(standing),
    later: await laterThan(db, workspaceId, claim, standing),
    view,
  };
}

async function laterThan(
  db: Db,
  workspaceId: string,
  { run, writer }: Claim,
  standing: StandingAnswers,
): Promise<SeqsByItem> {
  const others = [...standing.values()].filter((answer) => answer.writer !== writer && answer.source === 'device');
  if (others.length === 0) return {};
  const orders = await ordersOfRun(db, workspaceId, run);
  return byItem(
    others.flatMap(({ itemId, questionId, writer: other }) => {
      const after = orders.get(other)?.after;
      return after?.writer === writer ? [{ itemId, questionId, value: after.seq }] : [];
    }),
  );
}

function movesFromAnother(run: RunRow, deviceId: string): boolean {
  return run.holder !== null && run.holder !== deviceId;
}

function refused(detail: string): ProblemError {
  return new ProblemError('conflict', detail);
}
