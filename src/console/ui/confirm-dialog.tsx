import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './confirm-dialog.css';

export interface ConfirmDialogProps {
  title: string;
  /** What will happen, said before it does. */
  children: ComponentChildren;
  /** The button that lets it happen. */
  action: string;
  onConfirm: () => void;
  onCancel: () => void;
}

const CONFIRMED = 'confirmed';

/**
 * The way out comes first and has the focus. Both ways close the dialog before anything else happens, because a dialog that
 * is closed gives the focus back to where it came from, and one that is only taken off the page does not.
 */
export function ConfirmDialog({ title, children, action, onConfirm, onCancel }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      onClose={({ currentTarget }) => (currentTarget.returnValue === CONFIRMED ? onConfirm() : onCancel())}
    >
      <h2 id="confirm-title">{title}</h2>
      <div id="confirm-text">{children}</div>
      <form method="dialog" class="actions">
        <button type="submit" value="">
          Leave it as it is
        </button>
        <button type="submit" class="main" value={CONFIRMED}>
          {action}
        </button>
      </form>
    </dialog>
  );
}
