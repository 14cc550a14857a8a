/** In the place of a device's voices, of which the machine of a test has none: a word every 30 ms, until it is told to vanish, or to be slow. */
export function speakForTests(): void {
  const voice = (name: string, lang: string) => ({ name, lang, localService: true, default: false, voiceURI: name });
  const voices = [voice('Ana', 'en-US'), voice('Luz', 'es-ES')];
  const said: string[] = [];
  let timers: number[] = [];
  class Utterance {
    voice: { name: string; lang: string } | null = null;
    lang = '';
    rate = 1;
    onstart = () => {};
    onend = () => {};
    onerror = () => {};
    onboundary = (_event: { name: string; charIndex: number }) => {};
    text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  const synthesis = {
    getVoices: () => voices,
    addEventListener: () => {},
    removeEventListener: () => {},
    cancel() {
      for (const timer of timers) clearTimeout(timer);
      timers = [];
    },
    speak(utterance: Utterance) {
      if (document.documentElement.dataset.voice === 'gone') return;
      said.push(`${utterance.voice?.name}: ${utterance.text}`);
      utterance.onstart();
      const words = [...utterance.text.matchAll(/\S+/g)];
      const pace = document.documentElement.dataset.voice === 'slow' ? 3000 : 30;
      for (const [at, word] of words.entries()) {
        timers.push(
          setTimeout(() => utterance.onboundary({ name: 'word', charIndex: word.index }), pace * (at + 1)) as never,
        );
      }
      timers.push(setTimeout(() => utterance.onend(), pace * (words.length + 1)) as never);
    },
  };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis });
  Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: Utterance });
  Object.defineProperty(globalThis, 'said', { value: said });
}
