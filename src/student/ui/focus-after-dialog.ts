import { focusHeading } from './focus-heading.ts';

/** For a dialog that is closed: it gives the focus back to what had it, and where that was nothing, keeps it although it is hidden. */
export function focusAfter({ currentTarget }: { currentTarget: Node }): void {
  const { activeElement, body } = document;
  if (activeElement === body || currentTarget.contains(activeElement)) focusHeading();
}
