import { type ClockCatalog, enClock, limitInWords } from '../en-clock.ts';
import { plural } from './plural.ts';

const minutesOf = (count: number) => plural(count, `${count} minuto`, `${count} minutos`);
const secondsOf = (count: number) => plural(count, `${count} segundo`, `${count} segundos`);

/** The words of the time limit, in Spanish; see `en-clock.ts`. */
export const esClock: ClockCatalog = {
  label: 'Tiempo que queda',
  left: enClock.left,
  hide: 'Ocultar el reloj',
  show: 'Mostrar el reloj',
  minutesLeft: (minutes) => plural(minutes, `Queda ${minutes} minuto.`, `Quedan ${minutes} minutos.`),
  lastMinute: 'Queda menos de un minuto.',
  more: 'Ahora tienes más tiempo.',
  paused: 'El reloj está parado. Lo paró tu maestro.',
  over: 'Tu tiempo terminó. Tus respuestas se entregaron.',
  takes: (ms) => `Tienes ${limitInWords(ms, minutesOf, secondsOf).join(' y ')} para este examen.`,
  runs: 'El reloj empieza cuando tú empiezas, y sigue cuando cierras la tapa.',
};
