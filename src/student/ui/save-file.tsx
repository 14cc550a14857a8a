import { useSignal } from '@preact/signals';
import type { ExportScope, Services } from '../session/ports.ts';
import { restText } from '../strings/rest-text.ts';

interface Props {
  app: { services: Pick<Services, 'exportResponses'> | null };
  scope: ExportScope;
}

/** Answers leave as a file that only the server can open. */
export function SaveFile({ app, scope }: Props) {
  const words = restText().handIn;
  const said = useSignal<string | null>(null);

  const save = async () => {
    const file = await app.services?.exportResponses(scope);
    if (!file?.ok) {
      said.value = words[file?.reason ?? 'storage'];
      return;
    }
    download(file.name, file.text);
    said.value = words.saved(file.name, file.runs);
  };

  return (
    <>
      <button type="button" onClick={() => void save()}>
        {scope === 'device' ? words.saveDevice : words.save}
      </button>
      <p role="status">{said.value}</p>
    </>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the download reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
