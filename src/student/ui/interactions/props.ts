import type { Response } from '../../../shared/contract/response.ts';
import type { Student, StudentQuestion } from '../../../shared/contract/student/question.ts';
import type { Media, MediaFile } from '../../session/media.ts';

export type InteractionType = StudentQuestion['interactionType'];

/** What the frame gives to the part of a question that is answered. */
export interface InteractionProps<Type extends InteractionType> {
  question: Student<Type>;
  /** Authored indexes, in the order that this student sees (options, or sources where there are two lists). */
  order: readonly number[];
  /** The same of the targets; empty where there are none. */
  targetOrder: readonly number[];
  response: Response | null;
  readOnly: boolean;
  files: MediaFile[];
  media: Media;
  /** Id of the element that names the question. */
  labelledBy: string;
  onAnswer(response: Response | null): void;
}
