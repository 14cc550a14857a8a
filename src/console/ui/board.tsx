import { useState } from 'preact/hooks';
import { z } from 'zod/mini';
import { type StaffSessionRow, staffBoard, staffConfigs } from '../../shared/contract/staff.ts';
import { callApi } from '../api.ts';
import { linkTo } from '../place.ts';
import type { SessionAction } from '../session-action.ts';
import { AddStudents } from './add-students.tsx';
import { BoardTable } from './board-table.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { MoreTime } from './more-time.tsx';
import { Trouble } from './trouble.tsx';
import { useLoaded } from './use-loaded.ts';

interface Asked {
  action: SessionAction;
  row: StaffSessionRow;
}

/** One test and where each of its students stands. */
export function Board({ configId }: { configId: string }) {
  const board = useLoaded(`/api/staff/exam-config/${encodeURIComponent(configId)}/board`, staffBoard, 10_000);
  const configs = useLoaded('/api/staff/exam-configs', staffConfigs, 60_000);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [outcome, setOutcome] = useState<{ trouble: string | null; done: string | null }>({
    trouble: null,
    done: null,
  });
  const waiting = board.data?.items.filter((row) => row.needsAttention > 0).length ?? 0;
  const { examName = 'Test', proctorCode = null } = configs.data?.items.find((config) => config.id === configId) ?? {};

  const carryOut = async ({ action, row: { name: studentName } }: Asked) => {
    setAsked(null);
    const result = await callApi('POST', action.path, z.object({}), action.body ?? {});
    setOutcome(
      result.ok
        ? { trouble: null, done: `${action.label}: done for ${studentName}.` }
        : { trouble: `${action.label} for ${studentName} was not done. ${result.detail}`, done: null },
    );
    board.reload();
  };

  return (
    <>
      <p class="trail">
        <a href={linkTo({ name: 'configs' })}>Tests</a>
      </p>
      <div class="title">
        <h2>{examName}</h2>
        <a class="button" href={linkTo({ name: 'tickets', configId })}>
          Print tickets
        </a>
      </div>
      {proctorCode !== null && (
        <p>
          This test locks when a student leaves it. The code that lets them in again: <b>{proctorCode}</b>
        </p>
      )}
      <Trouble text={outcome.trouble ?? board.trouble} />
      <p role="status">{outcome.done}</p>
      {waiting > 0 && (
        <p class="attention">
          <a href={linkTo({ name: 'attention', configId })}>
            {waiting === 1 ? '1 student needs attention' : `${waiting} students need attention`}
          </a>
        </p>
      )}
      {board.data && board.data.items.length > 0 && (
        <BoardTable board={board.data} configId={configId} onAction={(action, row) => setAsked({ action, row })} />
      )}
      <AddStudents configId={configId} onAdded={board.reload} open={board.data?.items.length === 0} />
      {asked?.action.name === 'more-time' && asked.row.time && (
        <MoreTime
          name={asked.row.name}
          time={asked.row.time}
          onGive={(extraSeconds) => void carryOut({ ...asked, action: { ...asked.action, body: { extraSeconds } } })}
          onCancel={() => setAsked(null)}
        />
      )}
      {asked && asked.action.name !== 'more-time' && (
        <ConfirmDialog
          title={`${asked.action.label}, ${asked.row.name}`}
          action={asked.action.label}
          onConfirm={() => void carryOut(asked)}
          onCancel={() => setAsked(null)}
        >
          <p>{asked.action.consequence}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
