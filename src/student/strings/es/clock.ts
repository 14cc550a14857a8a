import { type ClockCatalog, enClock } from '../en-clock.ts';
import { plural } from './plural.ts';

/** The words of the time limit, in Spanish; see `en-clock.ts`. */
export const esClock: ClockCatalog = {
  label: 'Tiempo que queda',
  left: enClock.left,
  hide: 'Ocultar el reloj',
  show: 'Mostrar el reloj',
  minutesLeft: (minutes) => plural(minutes, `Queda ${minutes} minuto.`, `Quedan ${minutes} minutos.`),
  more: 'Ahora tienes más tiempo.',
  paused: 'El reloj está parado. Lo paró tu maestro.',
  over: 'Tu tiempo terminó. Tus respuestas se entregaron.',
  takes(ms) {
    const minutes = Math.round(ms / 60_000);
    const seconds = Math.round(ms / 1000);
    const time =
      ms < 60_000
        ? plural(seconds, `${seconds} segundo`, `${seconds} segundos`)
        : plural(minutes, `${minutes} minuto`, `${minutes} minutos`);
    return `Tienes ${time} para este examen.`;
  },
  runs: 'El reloj empieza cuando tú empiezas, y sigue cuando cierras la tapa.',
};
