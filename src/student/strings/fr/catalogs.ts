import type { Catalogs } from '../catalogs.ts';
import { frBefore } from './before.ts';
import { frClock } from './clock.ts';
import { frInteractions } from './interactions.ts';
import { frPlacing } from './placing.ts';
import { frPractice } from './practice.ts';
import { frRest } from './rest.ts';
import { frSettings } from './settings.ts';
import { frText } from './text.ts';
import { frTools } from './tools.ts';

export const catalogsOf = (): Catalogs => ({
  text: frText,
  rest: frRest,
  settings: frSettings,
  before: frBefore,
  tools: frTools,
  practice: frPractice,
  clock: frClock,
  interactions: frInteractions,
  placing: frPlacing,
});
