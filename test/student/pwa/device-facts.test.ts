import { describe, expect, test } from 'vitest';
import {
  batteryOf,
  type FactsPage,
  isInstalled,
  isPersisted,
  localVoices,
  spaceOf,
  workerState,
} from '../../../src/student/pwa/device-facts.ts';

const page = (part: Partial<FactsPage> = {}): FactsPage => ({
  navigator: {},
  matchMedia: () => ({ matches: false }),
  document: { documentElement: { lang: 'en' } },
  ...part,
});
const never = () => new Promise<void>(() => {});
const voice = (lang: string, localService: boolean) => ({ lang, localService }) as SpeechSynthesisVoice;

class Speech extends EventTarget {
  voices: SpeechSynthesisVoice[] = [];
  getVoices = () => this.voices;
}

describe('an app of its own', () => {
  test.each(['standalone', 'fullscreen', 'minimal-ui'])('is one whose window is %s', async (mode) => {
    expect(await isInstalled(page({ matchMedia: (query) => ({ matches: query.includes(`: ${mode})`) }) }))).toBe(true);
  });

  test('is one that the browser knows to be installed, where it tells', async () => {
    expect(await isInstalled(page())).toBe(false);
    expect(await isInstalled(page({ navigator: { getInstalledRelatedApps: async () => [] } }))).toBe(false);
    expect(await isInstalled(page({ navigator: { getInstalledRelatedApps: async () => [{}] } }))).toBe(true);
  });
});

test.each([
  [undefined, 'never'],
  [null, 'not-yet'],
  ['activating', 'not-yet'],
  ['activated', 'controls'],
])('with a worker that is %s the app is %s', (state, expected) => {
  const controller = state ? ({ state } as ServiceWorker) : null;
  const navigator = state === undefined ? {} : { serviceWorker: { controller } };
  expect(workerState(page({ navigator }))).toBe(expected);
});

test('the browser is asked to keep what is saved; where it cannot be asked nobody knows', async () => {
  const storage = { persisted: async () => false, persist: async () => true } as StorageManager;
  expect(await isPersisted(page({ navigator: { storage } }))).toBe(true);
  expect(await isPersisted(page())).toBeNull();
});

test('room is told in bytes, and not where the browser does not tell', async () => {
  const storage = { estimate: async () => ({ usage: 1, quota: 9 }), persisted: async () => true } as StorageManager;
  expect(await spaceOf(page({ navigator: { storage } }))).toMatchObject({ usage: 1, quota: 9 });
  expect(await spaceOf(page())).toBeNull();
});

describe('voices', () => {
  test('count when they are on the device and speak the language of the page', async () => {
    const speech = new Speech();
    speech.voices = [voice('en-US', true), voice('EN_gb', true), voice('en-US', false), voice('fr-FR', true)];
    expect(await localVoices(page({ speechSynthesis: speech }), never)).toBe(2);
  });

  test('that come late are waited for', async () => {
    const speech = new Speech();
    const counted = localVoices(page({ speechSynthesis: speech }), never);
    speech.voices = [voice('en-US', true)];
    speech.dispatchEvent(new Event('voiceschanged'));
    expect(await counted).toBe(1);
  });

  test('that never come are none, and a browser without speech is not known', async () => {
    expect(await localVoices(page({ speechSynthesis: new Speech() }), async () => {})).toBe(0);
    expect(await localVoices(page(), never)).toBeNull();
  });
});

test('a battery is told in percent, where there is one to ask', async () => {
  const getBattery = async () => ({ level: 0.184, charging: false });
  expect(await batteryOf(page({ navigator: { getBattery } }))).toEqual({ percent: 18, isCharging: false });
  expect(await batteryOf(page())).toBeNull();
});
