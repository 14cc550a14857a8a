import type { InteractionCatalog } from '../en-interactions.ts';
import { plural } from './plural.ts';

const times = (count: number) => plural(count, 'una vez más', `${count} veces más`);

/** The words of the questions that are no choice, in Spanish; see `en-interactions.ts`. */
export const esInteractions: InteractionCatalog = {
  unsupported: (name) =>
    `Esta pregunta es de tipo “${name}”, que esta app todavía no puede mostrar. Sigue con la siguiente y avisa a tu maestro.`,

  copy: {
    before: 'En esta ventana respondiste:',
    after: 'No está guardado como tu respuesta.',
  },

  view: {
    with: 'con',
    arrow: '→',
    place: (n) => `lugar ${n}`,
    point: (x, y) => `${x} a lo ancho, ${y} hacia abajo`,
    file: 'un archivo',
  },

  mixed: {
    question: 'Pregunta',
    questionsOf: (numbers, total) => {
      const [first = 0] = numbers;
      const last = numbers.at(-1) ?? first;
      if (numbers.length === 1) return `Pregunta ${first} de ${total}`;
      const isRow = numbers.length > 2 && last - first === numbers.length - 1;
      return isRow
        ? `Preguntas ${first} a ${last} de ${total}`
        : `Preguntas ${numbers.slice(0, -1).join(', ')} y ${last} de ${total}`;
    },
    flag: (n) => `Marcar para revisar: pregunta ${n}`,
  },

  entry: {
    integer: 'Aquí va un número entero, como 12.',
    float: 'Aquí va un número, como 12.5.',
    pattern: 'No tiene la forma que pide la pregunta.',
    cut: (max) =>
      `No cabe todo: en una respuesta caben ${max.toLocaleString('es-US')} caracteres. Se quitó el final de lo que pusiste. El resto de tu respuesta sigue como estaba.`,
  },
  menu: { choose: 'Elige' },
  slider: { none: 'Aún no hay respuesta' },
  media: {
    play: 'Reproducir',
    pause: 'Pausa',
    recording: 'Grabación',
    left: (left) =>
      left === 0 ? 'Ya la reprodujiste todas las veces que puedes.' : `Puedes reproducirla ${times(left)}.`,
    more: (more) => `Reprodúcela al menos ${times(more)}.`,
    missing: 'Falta esta grabación. Sigue con la pregunta siguiente y avisa a tu maestro.',
    broken:
      'Este dispositivo no puede reproducir esta grabación. Sigue con la pregunta siguiente y avisa a tu maestro.',
  },
  words: (count) => plural(count, '1 palabra', `${count} palabras`),
};
