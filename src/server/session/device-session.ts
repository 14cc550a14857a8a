import type { DeviceSession } from '../../shared/contract/device-session.ts';
import type { DeviceConfig, ExamConfigSettings, LeaveLock, Tool } from '../../shared/contract/exam-config.ts';
import { retake } from '../../shared/session/retake.ts';
import { makeRunKey } from '../auth/run-key.ts';
import { mintUploadToken } from '../auth/upload-token.ts';
import type { PackageRow } from '../store/packages.ts';
import { storedAccommodations } from './accommodations.ts';
import type { ListedTest } from './load-device-list.ts';
import { sessionStateOf } from './refresh-session.ts';

/** For whom a session is listed, and what its keys are made of. */
export interface Listing {
  workspaceId: string;
  deviceId: string;
  /** The workspace's `upload-key` and `envelope-key`. */
  uploadKey: Uint8Array;
  envelopeKey: Uint8Array;
  randomBytes: (count: number) => Buffer;
}

/** A session with all that a device needs to take the test without a network. */
export function deviceSessionOf(
  { session, settings, ackedThrough, shown }: ListedTest,
  sealed: PackageRow,
  lock: LeaveLock | null,
  { workspaceId, deviceId, uploadKey, envelopeKey, randomBytes }: Listing,
): DeviceSession {
  const { sessionId, run, revision, examId, examName, examVersion, accommodationsJson } = session;
  return {
    id: sessionId,
    ...sessionStateOf(run, revision),
    examId,
    examName,
    examVersion,
    config: deviceConfigOf(settings, lock),
    accommodations: accommodationsJson === null ? {} : storedAccommodations(accommodationsJson),
    package: {
      hash: sealed.hash,
      bytes: sealed.total_bytes,
      contentKey: sealed.content_key,
      ...(sealed.scoring_key !== null && { scoringKey: sealed.scoring_key }),
    },
    ...makeRunKey(envelopeKey, { workspaceId, run: run.run_id, deviceId }, randomBytes),
    uploadToken: mintUploadToken(uploadKey, { workspaceId, run: run.run_id, deviceId }),
    ackedThrough,
    canRetake: retake(run, settings).kind !== 'refused',
    shown,
  };
}

/** What a device acts upon, and nothing secret. */
function deviceConfigOf(settings: ExamConfigSettings, lock: LeaveLock | null): DeviceConfig {
  const { shuffleOptions, shuffleItems, showScoreOnComplete, showCorrectAnswersOnComplete } = settings;
  const { allowRetakes, keyRelease, timeLimitSeconds, window } = settings;
  const tools = toolsOf(settings);
  return {
    shuffleOptions,
    shuffleItems,
    showScoreOnComplete,
    showCorrectAnswersOnComplete,
    allowRetakes,
    keyRelease,
    ...(timeLimitSeconds !== null && { timeLimitSeconds }),
    window,
    ...(tools.length > 0 && { tools }),
    ...(lock !== null && { leaveLock: lock }),
  };
}

function toolsOf(settings: ExamConfigSettings): Tool[] {
  const { calculator } = settings;
  const tools: Array<Tool | false> = [
    settings.enableReadAloud && 'readAloud',
    (settings.enableHighlighter || settings.enableNotes) && 'highlighter',
    settings.enableNotes && 'notes',
    settings.enableAnswerEliminator && 'answerEliminator',
    settings.enableLineReader && 'lineReader',
    calculator !== null && `${calculator}Calculator`,
    settings.enableReferenceSheet && 'referenceSheet',
  ];
  return tools.filter((tool) => tool !== false);
}
