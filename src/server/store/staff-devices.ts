import type { Maturity } from '../../shared/contract/maturity.ts';
import { type Device, listDevices } from './devices.ts';
import { answeredByRun, type Page } from './staff-board.ts';
import type { Db } from './store.ts';

/** A current run that a device holds, held, or may have started without having said so. */
export interface RunOnDevice {
  studentName: string;
  maturity: Maturity;
  answered: number;
  /** Whether this device holds it; `maybe` when no device does and one of its students may have started it there. */
  held: 'yes' | 'released' | 'maybe';
  /** Whether the server signed a receipt for a submit of it. */
  hasReceipt: boolean;
}

export interface DeviceWithRuns extends Device {
  /** Names of the students who are signed in on it or whose test it holds, in alphabetical order. */
  students: string[];
  runs: RunOnDevice[];
}

/** Devices in the order of their ids, each with what the server knows to be, or to be possible, on it. */
export async function devicesWithRuns(db: Db, workspaceId: string, page: Page): Promise<DeviceWithRuns[]> {
  const devices = await listDevices(db, workspaceId, page);
  if (devices.length === 0) return [];
  const deviceIds = devices.map((device) => device.deviceId);
  const signedIn = await signedInStudents(db, workspaceId, deviceIds);
  const studentIds = [...new Set(signedIn.map((row) => row.studentId))];
  const runs = [
    ...(await currentRuns(db, workspaceId, { column: 'run.holder', values: deviceIds })),
    ...(await currentRuns(db, workspaceId, { column: 'session.student_id', values: studentIds })).filter(
      (run) => run.holder === null,
    ),
  ];
  const runIds = runs.map((run) => run.runId);
  const answered = await answeredByRun(db, workspaceId, runIds);
  const receipted = await runsWithReceipt(db, workspaceId, runIds);

  return devices.map((device) => {
    const here = signedIn.filter((row) => row.deviceId === device.deviceId);
    const hereIds = new Set(here.map((row) => row.studentId));
    const own = runs.filter((run) => run.holder === device.deviceId || (!run.holder && hereIds.has(run.studentId)));
    const held = own.filter((run) => run.holder !== null && !run.released);
    const students = new Set([...here.map((row) => row.name), ...held.map((run) => run.name)]);
    return {
      ...device,
      students: [...students].sort((a, b) => a.localeCompare(b, 'en')),
      runs: own.map((run) => ({
        studentName: run.name,
        maturity: run.maturity,
        answered: answered.get(run.runId) ?? 0,
        held: run.holder === null ? 'maybe' : run.released ? 'released' : 'yes',
        hasReceipt: receipted.has(run.runId),
      })),
    };
  });
}

interface CurrentRun {
  runId: string;
  studentId: string;
  name: string;
  maturity: Maturity;
  holder: string | null;
  released: boolean;
}

async function currentRuns(
  db: Db,
  workspaceId: string,
  { column, values }: { column: 'run.holder' | 'session.student_id'; values: string[] },
): Promise<CurrentRun[]> {
  if (values.length === 0) return [];
  const rows = await db
    .selectFrom('exam_session as session')
    .innerJoin('run', (join) =>
      join.onRef('run.workspace_id', '=', 'session.workspace_id').onRef('run.run_id', '=', 'session.current_run'),
    )
    .select(['run.run_id', 'session.student_id', 'session.name', 'run.maturity', 'run.holder', 'run.released'])
    .where('session.workspace_id', '=', workspaceId)
    .where('run.workspace_id', '=', workspaceId)
    .where(column, 'in', values)
    .orderBy('session.session_id')
    .execute();
  return rows.map((row) => ({
    runId: row.run_id,
    studentId: row.student_id,
    name: row.name,
    maturity: row.maturity,
    holder: row.holder,
    released: row.released === 1,
  }));
}

async function signedInStudents(
  db: Db,
  workspaceId: string,
  deviceIds: string[],
): Promise<{ deviceId: string; studentId: string; name: string }[]> {
  const rows = await db
    .selectFrom('device_token')
    .innerJoin('student', (join) =>
      join
        .onRef('student.workspace_id', '=', 'device_token.workspace_id')
        .onRef('student.student_id', '=', 'device_token.student_id'),
    )
    .select(['device_token.device_id', 'student.student_id', 'student.given_name', 'student.family_name'])
    .where('device_token.workspace_id', '=', workspaceId)
    .where('device_token.device_id', 'in', deviceIds)
    .where('device_token.revoked_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    deviceId: row.device_id,
    studentId: row.student_id,
    name: `${row.given_name} ${row.family_name}`.trim() || row.student_id,
  }));
}

async function runsWithReceipt(db: Db, workspaceId: string, runIds: string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('receipt')
    .select('run_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runIds)
    .execute();
  return new Set(rows.map((row) => row.run_id));
}
