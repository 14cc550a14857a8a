import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { allowedSwitches } from '../../session/allowed-tools.ts';
import type { App } from '../../session/app.ts';
import type { Attempt } from '../../session/attempt.ts';
import type { QuestionPlace } from '../../session/order.ts';
import { type Shortcut, shortcutOf } from '../../session/shortcuts.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';

/** Where a key writes, or means something of its own. */
const TYPING = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], audio, video';

/**
 * Listens for single keys while the test is up, unless the student turned that off.
 *
 * @returns the dialog that lists them, and what to say of what a key did out of sight
 */
export function useShortcuts(app: App, attempt: Attempt): { help: RefObject<HTMLDialogElement | null>; said: string } {
  const help = useRef<HTMLDialogElement>(null);
  // A signal, not state: a part with state of its own is drawn anew with every question.
  const said = useSignal('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      // Asked of each key: a listener that is taken away with the next frame would still hear the one pressed before it.
      if (toolMarksOf(attempt).marks.peek().noShortcuts) return;
      if (event.defaultPrevented || event.repeat || document.querySelector('dialog:modal')) return;
      if (target instanceof Element && target.closest(TYPING)) return;
      const shortcut = shortcutOf(event);
      if (shortcut && act(shortcut)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [app, attempt]);

  /** @returns false when there is nothing to do it to */
  function act(shortcut: Shortcut): boolean {
    switch (shortcut.does) {
      case 'help':
        help.current?.showModal();
        return true;
      case 'next':
      case 'previous': {
        const to = attempt.position.neighbour(shortcut.does === 'next' ? 1 : -1);
        if (to) app.goTo(to);
        return to !== null;
      }
      case 'review':
        app.showReview(true);
        return true;
      case 'flag': {
        const { place } = questionAtHand(attempt);
        attempt.toggleFlag(place.itemId, place.questionId);
        said.value = attempt.isFlagged(place) ? toolsText().shortcuts.flagged : toolsText().shortcuts.unflagged;
        return true;
      }
      case 'choose':
      case 'crossOut':
        return press(questionAtHand(attempt).section, shortcut);
      case 'toggle':
        if (!allowedSwitches(attempt.snapshot.value).includes(shortcut.tool)) return false;
        toolMarksOf(attempt).toggle(shortcut.tool);
        return true;
    }
  }
  return { help, said: said.value };
}

/** The question that has the focus; otherwise the one that the student came to. */
function questionAtHand(attempt: Attempt): { place: QuestionPlace; section: Element | null } {
  const numbered = (section: Element | null | undefined) =>
    attempt.questions.find(({ number }) => section?.querySelector(`#question-${number}`));
  const focused = document.activeElement?.closest('.question');
  const place = numbered(focused) ?? attempt.place.value;
  return { place, section: document.getElementById(`question-${place.number}`)?.closest('.question') ?? null };
}

function press(section: Element | null, { does, at }: Extract<Shortcut, { at: number }>): boolean {
  const option = section?.querySelectorAll('.choice > .option')[at];
  const control = does === 'choose' ? option?.querySelector('input') : option?.nextElementSibling;
  if (!(control instanceof HTMLElement) || (does === 'crossOut' && !control.matches('.cross-out'))) return false;
  control.focus();
  control.click();
  return true;
}
