import { staffDevices } from '../../shared/contract/staff.ts';
import { Trouble } from './trouble.tsx';
import { useLoaded } from './use-loaded.ts';

const ANSWER = { yes: 'Yes, collect it', no: 'Not yet', ask: 'Look at it first' } as const;

/** May I collect this Chromebook? One line a device. */
export function Devices() {
  const { data, trouble } = useLoaded('/api/staff/devices', staffDevices, 10_000);
  return (
    <>
      <h2>May I collect this device?</h2>
      <Trouble text={trouble} />
      {data?.items.length === 0 && <p>No device has been heard of yet.</p>}
      <ul class="devices">
        {data?.items.map((device) => (
          <li key={device.deviceId} class={device.mayCollect}>
            <strong>{ANSWER[device.mayCollect]}</strong>
            <span>{device.students.join(', ') || 'Nobody has signed in'}</span>
            <span class="second">{device.reason}</span>
            <span class="second">Device {device.deviceId.slice(0, 6)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
