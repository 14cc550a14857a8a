import type { Speech } from '../../session/reader.ts';

/** `speechSynthesis` as a reader needs it; null in a browser without it. */
export function browserSpeech(): Speech | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const synthesis = globalThis.speechSynthesis;
  return {
    voices: () => synthesis.getVoices(),
    speak({ text, voice, language, rate }, on) {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = synthesis.getVoices().find(({ name }) => name === voice) ?? null;
      utterance.lang = utterance.voice?.lang ?? language;
      utterance.rate = rate;
      utterance.onstart = () => on.start();
      utterance.onboundary = (event) => {
        if (event.name === 'word') on.boundary(event.charIndex);
      };
      utterance.onend = () => on.end();
      utterance.onerror = () => on.error();
      synthesis.speak(utterance);
    },
    stop: () => synthesis.cancel(),
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
