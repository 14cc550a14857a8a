import { render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { moveLine, NEW_LINE } from '../../session/reading-line.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import type { ToolProps } from '../test-panels.tsx';
import { closeTool, useToolFocus } from './tool-focus.ts';
import './line-reader.css';

const KEYS: Record<string, { top?: number; height?: number }> = {
  ArrowUp: { top: -20 },
  ArrowDown: { top: 20 },
  PageUp: { top: -100 },
  PageDown: { top: 100 },
  ArrowLeft: { height: -20 },
  ArrowRight: { height: 20 },
};

/** What the keys do, for a pointer that does not drag. */
const MOVES = [
  { name: 'up', sign: '↑', by: { top: -40 } },
  { name: 'down', sign: '↓', by: { top: 40 } },
  { name: 'less', sign: '−', by: { height: -40 } },
  { name: 'more', sign: '+', by: { height: 40 } },
] as const;
/** In thousandths of the window: below the band there is no room for them any more. */
const LOW = 840;

/**
 * A band over the window that leaves a few lines bright. It stands outside of the app, which is a container: in Chrome before 129
 * what is fixed in one scrolls with it.
 */
export function LineReader(props: ToolProps) {
  const host = useMemo(() => document.createElement('div'), []);
  useEffect(() => {
    document.body.append(host);
    return () => {
      render(null, host);
      host.remove();
    };
  }, [host]);
  useEffect(() => render(<Band {...props} />, host));
  return null;
}

/** What is behind its shade can be pressed all the same. */
function Band({ attempt }: ToolProps) {
  const words = toolsText().lineReader;
  const marks = toolMarksOf(attempt);
  const [line, setLine] = useState(marks.marks.peek().line ?? NEW_LINE);
  const handle = useRef<HTMLDivElement>(null);
  const grip = useRef(0);
  useToolFocus(marks, 'lineReader', handle);

  const move = (by: { top?: number; height?: number }) => {
    const next = moveLine(line, by);
    setLine(next);
    return next;
  };
  const keep = (next = line) => marks.change({ line: next });
  const inThousandths = (pixels: number) => (pixels / innerHeight) * 1000;
  return (
    <section
      class="line-reader"
      aria-label={words.handle}
      style={{ '--top': `${line.top / 10}%`, '--height': `${line.height / 10}%` }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        closeTool(marks, 'lineReader');
        event.preventDefault();
      }}
    >
      <div class="line-shade above" />
      <div class="line-shade below" />
      <div
        class="line-handle"
        ref={handle}
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={words.handle}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(line.top / 10)}
        aria-valuetext={words.at(Math.round(line.top / 10))}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          grip.current = inThousandths(event.clientY) - line.top;
        }}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
          move({ top: inThousandths(event.clientY) - grip.current - line.top });
        }}
        onPointerUp={() => keep()}
        onKeyDown={(event) => {
          const by = KEYS[event.key];
          if (!by) return;
          keep(move(by));
          event.preventDefault();
        }}
      >
        <span aria-hidden="true">↕</span>
      </div>
      <div class={`line-moves${line.top + line.height > LOW ? ' above' : ''}`}>
        {MOVES.map(({ name, sign, by }) => (
          <button key={name} type="button" aria-label={words[name]} onClick={() => keep(move(by))}>
            <span aria-hidden="true">{sign}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
