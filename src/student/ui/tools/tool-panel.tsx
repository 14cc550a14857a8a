import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Attempt } from '../../session/attempt.ts';
import { type ToolSwitch, toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import { closeTool, useToolFocus } from './tool-focus.ts';
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
  useToolFocus(marks, tool, head);
  const close = () => closeTool(marks, tool);

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
