import type { AuthoredExam } from '../../shared/contract/exam.ts';
import { forcesAndEnergyItems } from './science-forces-and-energy.ts';
import { livingThingsItems } from './science-living-things.ts';
import { matterItems } from './science-matter.ts';
import { scienceObjectives } from './science-objectives.ts';
import { pondItems } from './science-pond.ts';
import { skyItems } from './science-sky.ts';
import { waterAndLandItems } from './science-water-and-land.ts';

export const SCIENCE_EXAM_ID = '4b7f2c19-6e05-4d83-9b1a-c3f0d5e8a726';
export const SCIENCE_CONFIG_ID = '9d3a51f7-0c48-4e6b-8f25-7a1be4c90d38';

/** Forty questions for grades 4 and 5. */
export const science: AuthoredExam = {
  name: 'Science, grades 4 and 5',
  objectives: scienceObjectives,
  items: [
    ...skyItems,
    ...waterAndLandItems,
    ...pondItems,
    ...livingThingsItems,
    ...matterItems,
    ...forcesAndEnergyItems,
  ],
};
