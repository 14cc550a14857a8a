import { useState } from 'preact/hooks';
import type { StaffSessionRow } from '../../shared/contract/staff.ts';
import { timeInWords } from '../time-words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

const MOST_MINUTES = 600;

interface MoreTimeProps {
  name: string;
  time: NonNullable<StaffSessionRow['time']>;
  /** @param extraSeconds what the student has then on top of the limit: said again, it gives nothing twice */
  onGive: (extraSeconds: number) => void;
  onCancel: () => void;
}

/** Asks how many minutes. */
export function MoreTime({ name, time, onGive, onCancel }: MoreTimeProps) {
  const [minutes, setMinutes] = useState(10);
  return (
    <ConfirmDialog
      title={`More time, ${name}`}
      action="Give more time"
      onConfirm={() => onGive(time.extraSeconds + minutes * 60)}
      onCancel={onCancel}
    >
      <p>
        {name} has {timeInWords(time)}. The device learns of more time the next time it reaches the server. A test that
        was handed in stays so, until you reopen it.
      </p>
      <label for="more-minutes">Minutes more</label>
      <input
        id="more-minutes"
        type="number"
        min={1}
        max={MOST_MINUTES}
        value={minutes}
        onInput={({ currentTarget: { valueAsNumber } }) => {
          if (Number.isFinite(valueAsNumber))
            setMinutes(Math.min(MOST_MINUTES, Math.max(1, Math.round(valueAsNumber))));
        }}
      />
    </ConfirmDialog>
  );
}
