import { useEffect, useState } from 'preact/hooks';
import { type ImportAnswer, importAnswer } from '../../shared/contract/response-file.ts';
import { sendText } from '../api.ts';
import { type Brought, summaryOf } from '../brought.ts';
import { linkTo } from '../place.ts';
import { countWaiting } from '../waiting.ts';
import { OUTCOME_IN_WORDS, REFUSAL_IN_WORDS } from '../words.ts';
import { QrCode } from './qr-code.tsx';
import { refuseStrayDrops } from './stray-drops.ts';
import { Trouble } from './trouble.tsx';
import './response-files.css';

const WAITING: Brought['state'] = { at: 'waiting' };

/** Answers that a network never carried: files from devices, in any order, any number of times. */
export function ResponseFiles() {
  const [brought, setBrought] = useState<Brought[]>([]);
  const [over, setOver] = useState(false);
  const settle = (id: number, state: Brought['state']) =>
    setBrought((known) => known.map((file) => (file.id === id ? { ...file, state } : file)));

  const bring = async (files: Iterable<File>) => {
    const added = [...files].map((file, n) => ({ id: Date.now() * 1000 + n, file }));
    setBrought((known) => [...added.map(({ id, file }) => ({ id, name: file.name, state: WAITING })), ...known]);
    for (const { id, file } of added) {
      const result = await sendText('/api/import/responses', importAnswer, file);
      settle(id, result.ok ? { at: 'done', items: result.data.items } : { at: 'failed', detail: result.detail });
    }
    void countWaiting();
  };
  useEffect(refuseStrayDrops, []);

  return (
    <>
      <h2>Bring answers from files</h2>
      <p>
        Where there was no network, a device saves its answers as a file. Bring the files here, all at once or one by
        one. The same file twice does no harm.
      </p>
      <fieldset
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void bring(event.dataTransfer?.files ?? []);
        }}
      >
        <label for="files">Choose files, or drop them here</label>
        <input
          id="files"
          type="file"
          multiple
          accept=".satchel,.txt,text/plain"
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            currentTarget.value = '';
            void bring(files);
          }}
        />
      </fieldset>
      <p role="status">{summaryOf(brought)}</p>
      <div>
        {brought.map((file) => (
          <section key={file.id} aria-label={file.name} class="brought">
            <h3>{file.name}</h3>
            <Outcome state={file.state} />
          </section>
        ))}
      </div>
    </>
  );
}

function Outcome({ state }: { state: Brought['state'] }) {
  if (state.at === 'waiting') return <p>Being read …</p>;
  if (state.at === 'failed') return <Trouble text={`${state.detail} Keep the file, and bring it again.`} />;
  if (state.items.length === 0) return <Trouble text="The file is empty." />;
  return (
    <ul>
      {state.items.map((item, at) => (
        <li key={at}>{item.result === 'received' ? <Received item={item} /> : REFUSAL_IN_WORDS[item.reason]}</li>
      ))}
    </ul>
  );
}

function Received({ item }: { item: Extract<ImportAnswer['items'][number], { result: 'received' }> }) {
  const link = `${location.origin}/#receipt=${item.statement}`;
  return (
    <>
      <strong>{item.student ?? 'A student'}</strong> <span>{item.exam}</span>
      <p>
        {OUTCOME_IN_WORDS[item.outcome]}{' '}
        {item.outcome === 'stranded' && (
          <a href={linkTo({ name: 'decide', sessionId: item.sessionId })}>
            Answers of {item.student ?? 'the student'} side by side
          </a>
        )}
      </p>
      {item.statement !== undefined && (
        <details>
          <summary>Receipt for the device of {item.student ?? 'the student'}</summary>
          <p class="second">The device takes it without a network: point its camera at the code, or paste the text.</p>
          <QrCode text={link} label={`Receipt for ${item.student ?? 'the student'}`} />
          <code class="receipt">{item.statement}</code>
        </details>
      )}
    </>
  );
}
