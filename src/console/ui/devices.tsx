import { useState } from 'preact/hooks';
import { staffDevices } from '../../shared/contract/staff.ts';
import { ageInWords, checkedInWords } from '../words.ts';
import { ClearDevice } from './clear-device.tsx';
import { Trouble } from './trouble.tsx';
import { useLoaded } from './use-loaded.ts';
import './devices.css';

const ANSWER = { yes: 'Yes, collect it', no: 'Not yet', ask: 'Look at it first' } as const;

/** May I collect this Chromebook? One line a device. */
export function Devices() {
  const { data, trouble, reload } = useLoaded('/api/staff/devices', staffDevices, 10_000);
  const [failed, setFailed] = useState<string | null>(null);
  const done = (why: string | null) => {
    setFailed(why);
    reload();
  };
  return (
    <>
      <h2>May I collect this device?</h2>
      <Trouble text={failed ?? trouble} />
      {data?.items.length === 0 && <p>No device has been heard of yet.</p>}
      <ul class="devices">
        {data?.items.map((device) => (
          <li key={device.deviceId} class={device.mayCollect}>
            <strong>{ANSWER[device.mayCollect]}</strong>
            <span>{device.students.join(', ') || 'Nobody has signed in'}</span>
            <div>
              <p class="second">{device.reason}</p>
              {device.notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
              <p class="second">{checkedInWords(device.checked, data.now)}</p>
              {device.clearReceivedAt !== null && (
                <p class="second">
                  Received tests are cleared at its next contact: asked {ageInWords(device.clearReceivedAt, data.now)}.
                </p>
              )}
            </div>
            <div>
              <p class="second">Device {device.deviceId.slice(0, 6)}</p>
              <ClearDevice deviceId={device.deviceId} name={`device ${device.deviceId.slice(0, 6)}`} onDone={done} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
