import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { Reader } from '../../session/reader.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import type { ToolProps } from '../test-panels.tsx';
import { browserSpeech } from './browser-speech.ts';
import { paint } from './paint.ts';
import { rangeIn, type ShownPiece, spokenPieces } from './spoken-pieces.ts';
import { ToolPanel } from './tool-panel.tsx';
import './read-aloud.css';

const RATES = [
  ['slow', 0.75],
  ['usual', 1],
  ['fast', 1.25],
  ['faster', 1.5],
] as const;

/** Reads the passage or the question with a voice of this device, and shows where it is. */
export function ReadAloud({ attempt }: ToolProps) {
  const words = toolsText().readAloud;
  const marks = toolMarksOf(attempt);
  const speech = useMemo(browserSpeech, []);
  const reader = useMemo(() => speech && new Reader(speech), [speech]);
  const pieces = useRef<ShownPiece[]>([]);
  const item = attempt.item.value;
  const rate = marks.marks.value.rate ?? 1;
  const [, voicesCame] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    // Chrome loads them only once somebody has asked.
    speechSynthesis?.addEventListener?.('voiceschanged', voicesCame);
    return () => speechSynthesis?.removeEventListener?.('voiceschanged', voicesCame);
  }, []);
  // What is read is on the screen, or it is not read.
  useEffect(() => () => reader?.stop(), [reader, item]);
  const spot = reader?.spot.value ?? null;
  useEffect(() => {
    const piece = spot && pieces.current[spot.piece];
    const part = piece && rangeIn(piece, spot.part);
    const word = piece && spot.word && rangeIn(piece, spot.word);
    paint('spoken-sentence', part ? [part] : []);
    paint('spoken-word', word ? [word] : []);
    part?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    return () => {
      paint('spoken-sentence', []);
      paint('spoken-word', []);
    };
  }, [spot]);

  const hasVoice = speech?.voices().some(({ localService }) => localService) ?? false;
  const read = (which: 'passage' | 'questions') => {
    pieces.current = spokenPieces(attempt, which);
    reader?.read(pieces.current, rate);
  };
  const state = reader?.state.value ?? 'silent';
  const problem = reader?.problem.value ?? null;
  return (
    <ToolPanel attempt={attempt} tool="readAloud" name={toolsText().names.readAloud}>
      {!hasVoice && <p class="note">{words.noVoiceAtAll}</p>}
      <div class="reading">
        {item.state === 'open' && item.item.stimulus && (
          <button type="button" aria-disabled={!hasVoice} onClick={() => hasVoice && read('passage')}>
            {words.passage}
          </button>
        )}
        <button type="button" aria-disabled={!hasVoice} onClick={() => hasVoice && read('questions')}>
          {words.question}
        </button>
        {/* There all the time: one that went away when the reading ends would take the focus with it. */}
        <button
          type="button"
          aria-disabled={state === 'silent'}
          onClick={() => (state === 'paused' ? reader?.goOn() : reader?.pause())}
        >
          {state === 'paused' ? words.goOn : words.pause}
        </button>
        <button type="button" class="quiet" aria-disabled={state === 'silent'} onClick={() => reader?.stop()}>
          {words.stop}
        </button>
      </div>
      <p role="status" class={problem ? 'note' : 'unseen'}>
        {problem?.kind === 'gone' && words.gone}
        {problem?.kind === 'no-voice' && words.noVoice(languageName(problem.language))}
      </p>
      <label class="rate">
        {words.rate}
        <select
          value={rate}
          disabled={!attempt.canChange()}
          onChange={(event) => marks.change({ rate: Number(event.currentTarget.value) })}
        >
          {RATES.map(([name, value]) => (
            <option key={name} value={value}>
              {words.rates[name]}
            </option>
          ))}
        </select>
      </label>
    </ToolPanel>
  );
}

function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(document.documentElement.lang || 'en', { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
