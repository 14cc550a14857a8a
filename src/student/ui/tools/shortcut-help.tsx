import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { allowedSwitches } from '../../session/allowed-tools.ts';
import type { Attempt } from '../../session/attempt.ts';
import { OPTION_LETTERS, SCREEN_KEYS, TOOL_KEYS } from '../../session/shortcuts.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import { focusAfter } from '../focus-after-dialog.ts';
import './shortcut-help.css';

interface Props {
  attempt: Attempt;
  dialog: RefObject<HTMLDialogElement | null>;
}

/** Lists the keys, and turns them off. */
export function ShortcutHelp({ attempt, dialog }: Props) {
  const words = toolsText().shortcuts;
  const marks = toolMarksOf(attempt);
  const heading = useId();
  const tools = allowedSwitches(attempt.snapshot.value);
  const isOff = marks.marks.value.noShortcuts === true;
  const [first, last] = [OPTION_LETTERS.at(0), OPTION_LETTERS.at(-1)].map(shown);
  return (
    <dialog class="shortcut-help" ref={dialog} aria-labelledby={heading} onClose={focusAfter}>
      <h2 id={heading}>{words.heading}</h2>
      <p>{isOff ? words.off : words.about}</p>
      <table>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.keys}</th>
            <th scope="col">{words.does}</th>
          </tr>
        </thead>
        <tbody>
          <Row does={words.choose}>{words.or(words.to('1', '9'), words.to(first ?? '', last ?? ''))}</Row>
          {tools.includes('answerEliminator') && (
            <Row does={words.crossOut}>{words.with(words.shift, words.to(first ?? '', last ?? ''))}</Row>
          )}
          {(['next', 'previous', 'flag', 'review'] as const).map((name) => (
            <Row key={name} does={words[name]}>
              {shown(SCREEN_KEYS[name])}
            </Row>
          ))}
          {tools.map((tool) => (
            <Row key={tool} does={toolsText().names[tool]}>
              {shown(TOOL_KEYS[tool])}
            </Row>
          ))}
          <Row does={words.help}>?</Row>
        </tbody>
      </table>
      <p class="aside">{words.otherAlphabet}</p>
      <label class="switch">
        <input
          type="checkbox"
          checked={!isOff}
          disabled={!attempt.canChange()}
          onChange={(event) => marks.change({ noShortcuts: !event.currentTarget.checked })}
        />
        {words.use}
      </label>
      <div class="actions dialog-actions">
        <button type="button" class="main" onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
          {words.close}
        </button>
      </div>
    </dialog>
  );
}

const shown = (key = '') => key.toUpperCase();

const Row = ({ does, children }: { does: string; children: ComponentChildren }) => (
  <tr>
    <td>
      <kbd>{children}</kbd>
    </td>
    <td>{does}</td>
  </tr>
);
