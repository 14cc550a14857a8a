import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Attempt } from '../../session/attempt.ts';
import { type ToolSwitch, toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import './tool-panel.css';

interface Props {
  attempt: Attempt;
  tool: ToolSwitch;
  name: string;
  children: ComponentChildren;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** One tool beside the test. Escape, or its button, closes it, and the focus goes back to where it was turned on. */
export function ToolPanel({ attempt, tool, name, children, onKeyDown }: Props) {
  const words = toolsText();
  const marks = toolMarksOf(attempt);
  const heading = useId();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (marks.opened.peek() !== tool) return;
    marks.opened.value = null;
    head.current?.focus();
  }, []);

  const close = () => {
    if (marks.isOn(tool)) marks.toggle(tool);
    const opener = document.querySelector<HTMLElement>(`[data-tool="${tool}"]`);
    (opener ?? document.querySelector<HTMLElement>('.test-bar button'))?.focus();
  };
  return (
    <section
      class={`tool-panel ${tool}`}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <div class="panel-head">
        <h2 id={heading} ref={head} tabIndex={-1}>
          {name}
        </h2>
        <button type="button" class="quiet" aria-label={words.close(name)} onClick={close}>
          {words.closeShort}
        </button>
      </div>
      {children}
    </section>
  );
}
