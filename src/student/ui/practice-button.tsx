import { useSignal } from '@preact/signals';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { practiceText } from '../strings/practice-text.ts';

interface Props {
  app: App;
  label: string;
  /** A practice that is done, whose place the new one takes. */
  instead?: Attempt;
}

/** Opens the practice test: no ticket, no network. */
export function PracticeButton({ app, label, instead }: Props) {
  const failed = useSignal(false);

  const open = async () => {
    failed.value = false;
    try {
      const opened = await (await app.services?.before())?.practice();
      if (!opened) throw new Error('it could not be loaded');
      await instead?.close();
      app.showOpened(opened);
    } catch (error) {
      console.error(error);
      failed.value = true;
    }
  };

  return (
    <>
      <button type="button" onClick={() => void open()}>
        {label}
      </button>
      <p class="problem" role="alert">
        {failed.value && practiceText().cannot}
      </p>
    </>
  );
}
