import { useEffect, useRef } from 'preact/hooks';
import type { SessionAction } from '../session-action.ts';

export interface ConfirmActionProps {
  action: SessionAction;
  studentName: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Says what will happen before it does. The way out comes first and has the focus. */
export function ConfirmAction({ action, studentName, onConfirm, onCancel }: ConfirmActionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" aria-describedby="confirm-text" onClose={onCancel}>
      <h2 id="confirm-title">
        {action.label}, {studentName}
      </h2>
      <p id="confirm-text">{action.consequence}</p>
      <div class="actions">
        <button type="button" onClick={onCancel}>
          Leave it as it is
        </button>
        <button type="button" class="main" onClick={onConfirm}>
          {action.label}
        </button>
      </div>
    </dialog>
  );
}
