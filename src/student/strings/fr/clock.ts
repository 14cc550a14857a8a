import { type ClockCatalog, enClock } from '../en-clock.ts';
import { plural } from './plural.ts';

/** The words of the time limit, in French; see `en-clock.ts`. */
export const frClock: ClockCatalog = {
  label: 'Temps restant',
  left: enClock.left,
  hide: 'Masquer l’horloge',
  show: 'Montrer l’horloge',
  minutesLeft: (minutes) => plural(minutes, `Il reste ${minutes} minute.`, `Il reste ${minutes} minutes.`),
  more: 'Tu as plus de temps maintenant.',
  paused: 'L’horloge est arrêtée. Ton enseignant l’a arrêtée.',
  over: 'Ton temps est écoulé. Tes réponses ont été remises.',
  takes(ms) {
    const minutes = Math.round(ms / 60_000);
    const seconds = Math.round(ms / 1000);
    const time =
      ms < 60_000
        ? plural(seconds, `${seconds} seconde`, `${seconds} secondes`)
        : plural(minutes, `${minutes} minute`, `${minutes} minutes`);
    return `Tu as ${time} pour ce test.`;
  },
  runs: 'L’horloge démarre quand tu commences, et continue quand tu fermes l’appareil.',
};
