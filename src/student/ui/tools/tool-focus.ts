import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ToolMarks, ToolSwitch } from '../../session/tool-marks.ts';

/** Gives the focus to a tool that was just turned on; one that is on when the page comes up leaves it where it is. */
export function useToolFocus(marks: ToolMarks, tool: ToolSwitch, target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (marks.opened.peek() !== tool) return;
    marks.opened.value = null;
    target.current?.focus();
  }, []);
}

/** Turns a tool off; the focus goes back to where it was turned on, or to the button that shows the row of tools. */
export function closeTool(marks: ToolMarks, tool: ToolSwitch): void {
  if (marks.isOn(tool)) marks.toggle(tool);
  const opener = document.querySelector<HTMLElement>(`[data-tool="${tool}"]`);
  (opener ?? document.querySelector<HTMLElement>('.test-bar [aria-expanded]'))?.focus();
}
