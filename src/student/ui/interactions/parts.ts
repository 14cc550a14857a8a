import { MixedItem } from './mixed-item.tsx';
import { OtherAnswer } from './other-answer.tsx';

/** What every test needs whose questions are not all choices below their text: one chunk. */
export const parts = { MixedItem, OtherAnswer };
