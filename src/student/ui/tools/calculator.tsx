import { useState } from 'preact/hooks';
import { isAllowed } from '../../session/allowed-tools.ts';
import { type CalculatorKey, calculatorKeyOf, NEW_CALCULATOR, pressKey } from '../../session/calculator.ts';
import { toolsText } from '../../strings/tools-text.ts';
import type { ToolProps } from '../test-panels.tsx';
import { ToolPanel } from './tool-panel.tsx';
import './calculator.css';

type Name = keyof ReturnType<typeof toolsText>['calculator']['keys'];
interface Key {
  shown: string;
  does: CalculatorKey;
  /** In words, where a screen reader would not say what is shown. */
  name?: Name;
  kind?: 'sign' | 'equals';
}

const put = (shown: string, name?: Name, what = shown): Key => ({ shown, does: { put: what }, ...(name && { name }) });
const sign = (shown: string, name: Name): Key => ({ ...put(shown, name), kind: 'sign' });

const BASIC: Key[] = [
  { shown: 'C', does: 'clear', name: 'clear', kind: 'sign' },
  put('(', 'open'),
  put(')', 'close'),
  { shown: '⌫', does: 'back', name: 'back', kind: 'sign' },
  ...['7', '8', '9'].map((digit) => put(digit)),
  sign('÷', 'divide'),
  ...['4', '5', '6'].map((digit) => put(digit)),
  sign('×', 'times'),
  ...['1', '2', '3'].map((digit) => put(digit)),
  sign('−', 'minus'),
  put('0'),
  put('.', 'point'),
  put('%', 'percent'),
  sign('+', 'plus'),
  put('√', 'root', '√('),
  { shown: '=', does: 'equals', name: 'equals', kind: 'equals' },
];
const SCIENTIFIC: Key[] = [
  put('sin', 'sin', 'sin('),
  put('cos', 'cos', 'cos('),
  put('tan', 'tan', 'tan('),
  put('π', 'pi'),
  put('sin⁻¹', 'asin', 'sin⁻¹('),
  put('cos⁻¹', 'acos', 'cos⁻¹('),
  put('tan⁻¹', 'atan', 'tan⁻¹('),
  put('e', 'e'),
  put('ln', 'ln', 'ln('),
  put('log', 'log', 'log('),
  put('x²', 'square', '²'),
  put('xʸ', 'power', '^'),
  put('n!', 'factorial', '!'),
  put('Ans', 'answer'),
];

/** A line of arithmetic and its result. Every key of it is on the keyboard too, or has a button. */
export function Calculator({ attempt }: ToolProps) {
  const words = toolsText().calculator;
  const scientific = isAllowed(attempt.snapshot.value, 'scientificCalculator');
  const [state, setState] = useState(NEW_CALCULATOR);
  const { line, result, angle } = state;
  const said = result && (result.ok ? words.is(line, result.value) : words.errors[result.error]);

  const press = (key: CalculatorKey) => setState((before) => pressKey(before, key));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // On a button, Enter presses it.
    if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return;
    const key = calculatorKeyOf(event.key, scientific);
    if (!key) return;
    event.preventDefault();
    press(key);
  };
  return (
    <ToolPanel attempt={attempt} tool="calculator" name={toolsText().names.calculator} onKeyDown={onKeyDown}>
      <div class="calculator-display" dir="ltr">
        <p class="calculator-line">{line || '0'}</p>
        <p class="calculator-result">{result && (result.ok ? `= ${result.value}` : words.errors[result.error])}</p>
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
      {scientific && (
        <div class="calculator-keys scientific">
          <button type="button" aria-label={words.angle[angle]} onClick={() => press('angle')}>
            {words.units[angle]}
          </button>
          {SCIENTIFIC.map((key) => (
            <KeyButton key={key.shown} {...key} onPress={press} />
          ))}
        </div>
      )}
      <div class="calculator-keys">
        {BASIC.map((key) => (
          <KeyButton key={key.shown} {...key} onPress={press} />
        ))}
      </div>
    </ToolPanel>
  );
}

function KeyButton({ shown, does, name, kind, onPress }: Key & { onPress: (key: CalculatorKey) => void }) {
  return (
    <button
      type="button"
      class={kind}
      aria-label={name && toolsText().calculator.keys[name]}
      onClick={() => onPress(does)}
    >
      {shown}
    </button>
  );
}
