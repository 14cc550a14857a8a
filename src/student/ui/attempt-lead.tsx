import type { Attempt } from '../session/attempt.ts';

/** Whose test this is, for the bar of a screen of an attempt. */
export function AttemptLead({ attempt }: { attempt: Attempt }) {
  const { examName, studentName } = attempt.snapshot.value;
  return (
    <>
      <p class="school">
        <bdi>{examName}</bdi>
      </p>
      <p>
        <bdi>{studentName}</bdi>
      </p>
    </>
  );
}
