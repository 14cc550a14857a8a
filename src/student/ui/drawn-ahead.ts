import type { StudentItem } from '../../shared/contract/student/item.ts';

/** The questions of items that a step leads to, each drawn in an element that is not in the page: see `draw-ahead.tsx`. */
export const drawnAhead = new Map<StudentItem, Element>();
