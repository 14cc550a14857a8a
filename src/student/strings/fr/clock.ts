import { type ClockCatalog, enClock, limitInWords } from '../en-clock.ts';
import { plural } from './plural.ts';

const minutesOf = (count: number) => plural(count, `${count} minute`, `${count} minutes`);
const secondsOf = (count: number) => plural(count, `${count} seconde`, `${count} secondes`);

/** The words of the time limit, in French; see `en-clock.ts`. */
export const frClock: ClockCatalog = {
  label: 'Temps restant',
  left: enClock.left,
  hide: 'Masquer l’horloge',
  show: 'Montrer l’horloge',
  minutesLeft: (minutes) => plural(minutes, `Il reste ${minutes} minute.`, `Il reste ${minutes} minutes.`),
  lastMinute: 'Il reste moins d’une minute.',
  more: 'Tu as plus de temps maintenant.',
  paused: 'L’horloge est arrêtée. Ton enseignant l’a arrêtée.',
  over: 'Ton temps est écoulé. Tes réponses ont été remises.',
  takes: (ms) => `Tu as ${limitInWords(ms, minutesOf, secondsOf).join(' et ')} pour ce test.`,
  runs: 'L’horloge démarre quand tu commences, et continue quand tu fermes l’appareil.',
};
