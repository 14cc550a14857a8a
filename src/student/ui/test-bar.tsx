import { useId } from 'preact/hooks';
import { allowedSwitches } from '../session/allowed-tools.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { type ToolSwitch, toolMarksOf } from '../session/tool-marks.ts';
import { text } from '../strings/text.ts';
import { toolsText } from '../strings/tools-text.ts';
import { Clock } from './clock.tsx';
import { LeaveLock } from './leave-lock.tsx';
import { SettingsButton } from './settings-dialog.tsx';
import { ShortcutHelp } from './tools/shortcut-help.tsx';
import { useOptionAside } from './tools/use-option-aside.ts';
import { useShortcuts } from './tools/use-shortcuts.ts';
import { useSeamInSight } from './use-seam-in-sight.ts';
import { useTitleOfStay } from './use-title-of-stay.ts';
import './interactions/interactions.css';
import './test-bar.css';

export interface TestBarProps {
  app: App;
  attempt: Attempt;
}

/** What a student has at hand beside the question: the tools that the test allows, in a row of their own when wanted. */
export function TestBar({ app, attempt }: TestBarProps) {
  const words = toolsText();
  const marks = toolMarksOf(attempt);
  const row = useId();
  const isOpen = marks.isOn('bar');
  const { help, said } = useShortcuts(app, attempt);
  useOptionAside(attempt);
  useSeamInSight();
  return (
    <>
      <div class="test-bar">
        <Clock attempt={attempt} />
        <button
          type="button"
          class="quiet"
          aria-expanded={isOpen}
          aria-controls={isOpen ? row : undefined}
          onClick={() => marks.toggle('bar')}
        >
          {words.tools}
        </button>
        <SettingsButton app={app} />
      </div>
      {isOpen && (
        <fieldset class="tool-row" id={row} aria-label={words.tools}>
          {allowedSwitches(attempt.snapshot.value).map((tool) => (
            <ToolButton key={tool} tool={tool} attempt={attempt} />
          ))}
          <button type="button" onClick={() => help.current?.showModal()}>
            {words.names.shortcuts}
          </button>
        </fieldset>
      )}
      <ShortcutHelp attempt={attempt} dialog={help} />
      <LeaveLock app={app} attempt={attempt} />
      <Title attempt={attempt} />
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}

/** A part of its own: a move changes it, and not the bar. */
function Title({ attempt }: Pick<TestBarProps, 'attempt'>) {
  useTitleOfStay(text().attempt.question(attempt.place.value.number), attempt.snapshot.value.examName);
  return null;
}

function ToolButton({ tool, attempt }: { tool: ToolSwitch; attempt: Attempt }) {
  const marks = toolMarksOf(attempt);
  return (
    <button
      type="button"
      data-tool={tool}
      aria-pressed={marks.isOn(tool)}
      disabled={!attempt.canChange()}
      onClick={() => marks.toggle(tool)}
    >
      {toolsText().names[tool]}
    </button>
  );
}
