import type { Catalogs } from '../catalogs.ts';
import { esBefore } from './before.ts';
import { esClock } from './clock.ts';
import { esInteractions } from './interactions.ts';
import { esPlacing } from './placing.ts';
import { esPractice } from './practice.ts';
import { esRest } from './rest.ts';
import { esSettings } from './settings.ts';
import { esText } from './text.ts';
import { esTools } from './tools.ts';

export const catalogsOf = (): Catalogs => ({
  text: esText,
  rest: esRest,
  settings: esSettings,
  before: esBefore,
  tools: esTools,
  practice: esPractice,
  clock: esClock,
  interactions: esInteractions,
  placing: esPlacing,
});
