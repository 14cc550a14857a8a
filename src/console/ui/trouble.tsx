import './trouble.css';

/** What went wrong, loud enough to be seen and polite enough to let one go on. */
export function Trouble({ text }: { text: string | null }) {
  return (
    <div role="alert" class={text === null ? undefined : 'trouble'}>
      {text}
    </div>
  );
}
