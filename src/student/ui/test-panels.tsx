import { allowedSwitches } from '../session/allowed-tools.ts';
import type { Attempt } from '../session/attempt.ts';
import { type ToolSwitch, toolMarksOf } from '../session/tool-marks.ts';
import { type LazyPart, lazyPart } from './lazy-part.tsx';

export interface ToolProps {
  attempt: Attempt;
}

/** Each a chunk of its own, which comes when the tool is used first. */
const PANELS: Partial<Record<ToolSwitch, LazyPart<ToolProps>>> = {
  referenceSheet: lazyPart(async () => (await import('./tools/reference-sheet.tsx')).ReferenceSheet),
  calculator: lazyPart(async () => (await import('./tools/calculator.tsx')).Calculator),
  readAloud: lazyPart(async () => (await import('./tools/read-aloud.tsx')).ReadAloud),
  highlighter: lazyPart(async () => (await import('./tools/highlighter.tsx')).Highlighter),
};
const LineReader = lazyPart<ToolProps>(async () => (await import('./tools/line-reader.tsx')).LineReader);
const Highlights = lazyPart<ToolProps>(async () => (await import('./tools/highlights.tsx')).Highlights);

/** The tools that are open beside the question, and what was marked with them. */
export function TestPanels({ attempt }: ToolProps) {
  const marks = toolMarksOf(attempt);
  const allowed = allowedSwitches(attempt.snapshot.value);
  const panels = allowed.flatMap((tool) => {
    const Panel = marks.isOn(tool) && PANELS[tool];
    return Panel ? [<Panel key={tool} attempt={attempt} />] : [];
  });
  const isMarked = allowed.includes('highlighter') && marks.marks.value.highlights.length > 0;
  return (
    <>
      {allowed.includes('lineReader') && marks.isOn('lineReader') && <LineReader attempt={attempt} />}
      {isMarked && <Highlights attempt={attempt} />}
      {panels.length > 0 && <div class="tool-panels">{panels}</div>}
    </>
  );
}
