import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Scanned, scanTicket } from '../session/scan-ticket.ts';
import { beforeText } from '../strings/before-text.ts';
import { canScan, openCamera } from './camera.ts';
import './scan-ticket.css';

type Said = 'look' | 'other' | Exclude<Extract<Scanned, { ok: false }>['reason'], 'stopped'>;

interface Props {
  onTicket(ticket: string): void;
}

/** Reads the code on a ticket with the camera; nothing where the browser cannot. */
export function ScanTicket({ onTicket }: Props) {
  const words = beforeText().scan;
  const isOffered = useSignal(false);
  const said = useSignal<Said>('look');
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    void canScan().then((can) => {
      isOffered.value = can;
    });
    return () => stop.current?.abort();
  }, [isOffered]);

  const scan = async () => {
    const { current: picture } = video;
    if (!picture) return;
    said.value = 'look';
    dialog.current?.showModal();
    const controller = new AbortController();
    stop.current = controller;
    const scanned = await scanTicket({
      openCamera: () => openCamera(picture),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      signal: controller.signal,
      onOther: () => {
        said.value = 'other';
      },
    });
    if (scanned.ok) {
      dialog.current?.close();
      onTicket(scanned.ticket);
    } else if (scanned.reason !== 'stopped' && !controller.signal.aborted) said.value = scanned.reason;
  };

  if (!isOffered.value) return null;
  const isLooking = said.value === 'look' || said.value === 'other';
  return (
    <>
      <button type="button" onClick={() => void scan()}>
        {words.button}
      </button>
      <dialog ref={dialog} class="scan" aria-labelledby="scan-heading" onClose={() => stop.current?.abort()}>
        <h2 id="scan-heading">{words.heading}</h2>
        <video ref={video} muted playsInline aria-label={words.picture} hidden={!isLooking} />
        <p role="status">{words[said.value]}</p>
        <div class="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            {words.close}
          </button>
        </div>
      </dialog>
    </>
  );
}
