import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Student } from '../../shared/contract/student/question.ts';
import type { Attempt } from '../session/attempt.ts';
import type { QuestionPlace } from '../session/order.ts';

export interface OptionAsideProps {
  attempt: Attempt;
  place: QuestionPlace;
  question: Student<'choice'>;
  /** Authored index of the option. */
  index: number;
  /** What the student calls it. */
  letter: string;
}

/** Stands behind each option of a choice question; a tool puts it there, and takes it away. */
export const optionAside = signal<ComponentType<OptionAsideProps> | null>(null);
