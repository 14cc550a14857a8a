import { z } from 'zod/mini';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { sanitizeContent } from './sanitize-content.ts';

const authored = z.object({ referenceSheet: z.optional(z.string()) });

/** The reference sheet of an exam as students get it; null when it has none. @param contentJson the exam as its author put it */
export function referenceSheetOf(contentJson: string): StudentItem | null {
  const { referenceSheet } = authored.parse(JSON.parse(contentJson));
  if (!referenceSheet) return null;
  return { id: 'sheet', body: sanitizeContent(referenceSheet).content, media: [], questions: [] };
}
