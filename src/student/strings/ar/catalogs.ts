import type { Catalogs } from '../catalogs.ts';
import { arBefore } from './before.ts';
import { arClock } from './clock.ts';
import { arInteractions } from './interactions.ts';
import { numbersIn } from './numbers.ts';
import { arPlacing } from './placing.ts';
import { arPractice } from './practice.ts';
import { arRest } from './rest.ts';
import { arSettings } from './settings.ts';
import { arText } from './text.ts';
import { arTools } from './tools.ts';

/** @param tag of the language and its digits, as in `<html lang>` */
export function catalogsOf(tag: string): Catalogs {
  const numbers = numbersIn(tag.endsWith('-arab') ? 'arab' : 'latn');
  return {
    text: arText(numbers),
    rest: arRest(numbers),
    settings: arSettings(numbers),
    before: arBefore(numbers),
    tools: arTools(numbers),
    practice: arPractice(numbers),
    clock: arClock(numbers),
    interactions: arInteractions(numbers),
    placing: arPlacing(numbers),
  };
}
