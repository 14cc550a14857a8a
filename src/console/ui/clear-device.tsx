import { useRef } from 'preact/hooks';
import { z } from 'zod/mini';
import { callApi } from '../api.ts';

export interface ClearDeviceProps {
  deviceId: string;
  /** As it is called in the list. */
  name: string;
  /** @param trouble why it was not asked for; null when it was */
  onDone: (trouble: string | null) => void;
}

/** Has a device remove what it holds a receipt for. Says what goes and what stays before it does. */
export function ClearDevice({ deviceId, name, onDone }: ClearDeviceProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = `clear-${deviceId}`;

  const clear = async () => {
    dialog.current?.close();
    const path = `/api/staff/device/${encodeURIComponent(deviceId)}/clear-received`;
    const result = await callApi('POST', path, z.object({}), {});
    onDone(result.ok ? null : `Received tests are not cleared from ${name}. ${result.detail}`);
  };

  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-label={`Clear received tests, ${name}`}
        onClick={() => dialog.current?.showModal()}
      >
        Clear received tests
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`}>
        <h2 id={`${id}-title`}>Clear received tests, {name}</h2>
        <p id={`${id}-text`}>
          Tests that this device holds the server’s receipt for are removed from it at its next contact. They stay on
          the server. Whatever has no receipt stays on the device.
        </p>
        <div class="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            Leave it as it is
          </button>
          <button type="button" class="main" onClick={() => void clear()}>
            Clear received tests
          </button>
        </div>
      </dialog>
    </>
  );
}
