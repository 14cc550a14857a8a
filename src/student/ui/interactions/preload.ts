import type { Attempt } from '../../session/attempt.ts';
import { interactionOf, MediaPlayer } from './load.ts';

/**
 * Fetches what answers the questions of a test, one after another and behind everything that the student waits for:
 * they may be without a network by the time they come to them.
 */
export async function preloadInteractions(attempt: Attempt): Promise<void> {
  for (const { id } of attempt.items) {
    const item = await attempt.position.read(id);
    const kinds = new Set(item?.questions.map(({ interactionType }) => interactionType));
    await Promise.all([...kinds].map((kind) => (kind === 'media' ? MediaPlayer : interactionOf(kind))?.load()));
  }
}
