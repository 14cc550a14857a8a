import { askToPersist, readStorageState } from './storage.ts';

/** What is asked of the page; what a browser lacks is left out. */
export interface FactsPage {
  navigator: {
    storage?: StorageManager;
    serviceWorker?: Pick<ServiceWorkerContainer, 'controller'>;
    getBattery?: () => Promise<{ level: number; charging: boolean }>;
    getInstalledRelatedApps?: () => Promise<unknown[]>;
  };
  matchMedia: (query: string) => { matches: boolean };
  speechSynthesis?: Pick<SpeechSynthesis, 'getVoices' | 'addEventListener' | 'removeEventListener'>;
  document: { documentElement: { lang: string } };
}

const OWN_WINDOW = '(display-mode: standalone), (display-mode: fullscreen), (display-mode: minimal-ui)';
/** Chromium fetches its list of voices with the first look at it, and says when it is there. */
const VOICES_MS = 2000;

export async function isInstalled({ matchMedia, navigator }: FactsPage): Promise<boolean> {
  if (matchMedia(OWN_WINDOW).matches) return true;
  return ((await navigator.getInstalledRelatedApps?.()) ?? []).length > 0;
}

export function workerState({ navigator }: FactsPage): 'controls' | 'not-yet' | 'never' {
  if (!navigator.serviceWorker) return 'never';
  return navigator.serviceWorker.controller?.state === 'activated' ? 'controls' : 'not-yet';
}

/** Asks for it too: null where the browser cannot promise. */
export async function isPersisted({ navigator }: FactsPage): Promise<boolean | null> {
  return navigator.storage ? askToPersist(navigator.storage) : null;
}

export const spaceOf = ({ navigator }: FactsPage) => readStorageState(navigator.storage);

/** How many voices speak the language of the page without a network; null where the browser does not speak. */
export async function localVoices({ speechSynthesis, document }: FactsPage, wait: Wait): Promise<number | null> {
  if (!speechSynthesis) return null;
  if (speechSynthesis.getVoices().length === 0) await voicesChanged(speechSynthesis, wait);
  const language = document.documentElement.lang.slice(0, 2).toLowerCase();
  const speaks = (voice: SpeechSynthesisVoice) => voice.lang.toLowerCase().startsWith(language);
  return speechSynthesis.getVoices().filter((voice) => voice.localService && speaks(voice)).length;
}

export async function batteryOf({ navigator }: FactsPage): Promise<{ percent: number; isCharging: boolean } | null> {
  const battery = await navigator.getBattery?.();
  return battery ? { percent: Math.round(battery.level * 100), isCharging: battery.charging } : null;
}

/** Resolves after so many milliseconds. */
export type Wait = (ms: number) => Promise<void>;

async function voicesChanged(speech: NonNullable<FactsPage['speechSynthesis']>, wait: Wait): Promise<void> {
  let heard = () => {};
  const changed = new Promise<void>((resolve) => {
    heard = resolve;
    speech.addEventListener('voiceschanged', heard);
  });
  await Promise.race([changed, wait(VOICES_MS)]);
  speech.removeEventListener('voiceschanged', heard);
}
