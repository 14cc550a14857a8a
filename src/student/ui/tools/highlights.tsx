import { useEffect } from 'preact/hooks';
import { HIGHLIGHT_COLOURS } from '../../../shared/contract/student-marks.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import type { ToolProps } from '../test-panels.tsx';
import { markedTexts, rangeOf } from './marked-texts.ts';
import { paint } from './paint.ts';
import './highlights.css';

/** Draws what was highlighted, and draws it again when the text on the screen is another one. */
export function Highlights({ attempt }: ToolProps) {
  const { highlights } = toolMarksOf(attempt).marks.value;
  useEffect(() => {
    const draw = () => {
      const texts = markedTexts(attempt);
      for (const colour of HIGHLIGHT_COLOURS) {
        const ranges = highlights
          .filter((highlight) => highlight.colour === colour)
          .flatMap((highlight) => {
            const text = texts.find(({ name }) => name === highlight.text);
            return (text && rangeOf(text.root, highlight)) ?? [];
          });
        paint(`mark-${colour}`, ranges);
      }
    };
    draw();
    const main = document.querySelector('.item-screen > main');
    const observer = new MutationObserver(draw);
    if (main) observer.observe(main, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      for (const colour of HIGHLIGHT_COLOURS) paint(`mark-${colour}`, []);
    };
  }, [attempt, highlights]);
  return null;
}
