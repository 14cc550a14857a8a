import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { NOTE_SIZE } from '../../../shared/contract/student-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';

interface Props {
  label: string;
  value: string;
  /** It was just asked for. */
  isNew: boolean;
  readOnly: boolean;
  onChange: (note: string) => void;
}

const PAUSE_MS = 500;

/** A small text, kept after a pause and when it is left. What is pasted beyond its size is cut, and said to be. */
export function NoteBox({ label, value, isNew, readOnly, onChange }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  /** Typed, and not kept yet. */
  const pending = useRef<string | null>(null);
  const timer = useRef(0);
  const [isCut, setCut] = useState(false);
  const hint = useId();

  const keep = () => {
    clearTimeout(timer.current);
    if (pending.current !== null) onChange(pending.current);
    pending.current = null;
  };
  useEffect(() => {
    if (isNew) field.current?.focus();
    return keep;
  }, []);
  const onInput = (area: HTMLTextAreaElement) => {
    setCut(area.value.length > NOTE_SIZE);
    if (area.value.length > NOTE_SIZE) area.value = area.value.slice(0, NOTE_SIZE);
    pending.current = area.value;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(keep, PAUSE_MS);
  };
  return (
    <div class="note-box">
      <textarea
        ref={field}
        rows={3}
        aria-label={label}
        aria-describedby={isCut ? hint : undefined}
        defaultValue={value}
        readOnly={readOnly}
        onInput={(event) => onInput(event.currentTarget)}
        onBlur={keep}
      />
      {isCut && (
        <p class="aside" id={hint} role="alert">
          {toolsText().highlighter.cut(NOTE_SIZE)}
        </p>
      )}
    </div>
  );
}
