import { useState } from 'preact/hooks';
import { z } from 'zod/mini';
import { callApi } from '../api.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

export interface ClearDeviceProps {
  deviceId: string;
  /** As it is called in the list. */
  name: string;
  /** @param trouble why it was not asked for; null when it was */
  onDone: (trouble: string | null) => void;
}

/** Has a device remove what it holds a receipt for. Says what goes and what stays before it does. */
export function ClearDevice({ deviceId, name, onDone }: ClearDeviceProps) {
  const [asked, setAsked] = useState(false);

  const clear = async () => {
    setAsked(false);
    const path = `/api/staff/device/${encodeURIComponent(deviceId)}/clear-received`;
    const result = await callApi('POST', path, z.object({}), {});
    onDone(result.ok ? null : `Received tests are not cleared from ${name}. ${result.detail}`);
  };

  return (
    <>
      <button type="button" class="quiet" aria-label={`Clear received tests, ${name}`} onClick={() => setAsked(true)}>
        Clear received tests
      </button>
      {asked && (
        <ConfirmDialog
          title={`Clear received tests, ${name}`}
          action="Clear received tests"
          onConfirm={() => void clear()}
          onCancel={() => setAsked(false)}
        >
          <p>
            Tests that this device holds the server’s receipt for are removed from it at its next contact. They stay on
            the server. Whatever has no receipt stays on the device.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
