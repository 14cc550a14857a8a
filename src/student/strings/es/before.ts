import type { BeforeCatalog } from '../en-before.ts';
import { plural } from './plural.ts';

const number = new Intl.NumberFormat('es-US', { maximumFractionDigits: 1 });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The largest unit that fits. */
function span(ms: number): string {
  const [count, one, other] =
    ms < HOUR_MS
      ? [Math.round(ms / MINUTE_MS), 'minuto', 'minutos']
      : ms < 2 * DAY_MS
        ? [Math.round(ms / HOUR_MS), 'hora', 'horas']
        : [Math.round(ms / DAY_MS), 'días', 'días'];
  return `${number.format(Number(count))} ${plural(Number(count), String(one), String(other))}`;
}

function space(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1000 ? `${number.format(Math.floor(megabytes))} MB` : `${number.format(megabytes / 1000)} GB`;
}

const ahead = (ms: number) => `${span(Math.abs(ms))} ${ms > 0 ? 'adelantado' : 'atrasado'}`;

/** The words of what comes before a test, in Spanish; see `en-before.ts`. */
export const esBefore: BeforeCatalog = {
  links: { check: 'Revisar este dispositivo' },

  install: {
    about:
      'Puedes poner Satchel en este dispositivo como una app propia. Así es fácil de encontrar, con red o sin ella.',
    button: 'Instalar Satchel',
    no: 'No, gracias',
  },

  scan: {
    button: 'Escanear el código de tu boleto',
    heading: 'Escanea tu boleto',
    picture: 'Lo que ve la cámara',
    look: 'Pon el código de tu boleto frente a la cámara.',
    other: 'Este código no es un boleto. Muestra el código de la tarjeta que te dio tu maestro.',
    refused: 'La cámara está apagada para esta app. Escribe tu boleto o pide a tu maestro que permita la cámara.',
    'no-camera': 'Este dispositivo no tiene una cámara que se pueda usar ahora. Escribe tu boleto.',
    broken: 'La cámara no muestra imagen. Escribe tu boleto.',
    close: 'Mejor escribirlo',
  },

  check: {
    heading: 'Revisar este dispositivo',
    about: 'Aquí se mira si este dispositivo está listo para un examen. No cambia nada tuyo.',
    running: (done, total) => `Revisando: ${done} de ${total}.`,
    looking: 'Mirando',
    fine: 'Este dispositivo está listo para un examen.',
    advice: (count) =>
      `Un examen funciona en este dispositivo. ${plural(count, '1 cosa podría', `${count} cosas podrían`)} estar mejor.`,
    wrong: (count) => `Hay ${plural(count, '1 cosa', `${count} cosas`)} que hacer antes de un examen.`,
    cannot: 'La revisión no se pudo abrir ahora. Vuelve atrás e intenta de nuevo.',
    again: 'Revisar de nuevo',
    back: 'Volver',
    sent: 'Tu maestro ya puede ver esto.',
    nobody: 'Tu maestro todavía no puede ver esto: nadie ha entrado. Se envía por sí solo cuando alguien entre aquí.',
    'not-reached':
      'Tu maestro todavía no puede ver esto: no se llegó al servidor. Se envía por sí solo cuando haya red.',
    play: 'Tocar un sonido',
    didYouHear: '¿Lo oíste?',
    yes: 'Sí',
    no: 'No',
  },

  state: { fine: 'Bien', advice: 'Podría estar mejor', wrong: 'Por hacer', unknown: 'No se sabe' },

  checks: {
    installed: {
      title: 'La app',
      fine: 'Satchel está abierta como una app propia.',
      advice: 'Satchel está abierta en una ventana del navegador. Funciona. Instalada es más fácil de encontrar.',
      wrong: '',
      unknown: 'Este navegador no dice si Satchel está instalada.',
    },
    worker: {
      title: 'Sin red',
      fine: 'La app se abre sin red.',
      advice: 'Este navegador no puede abrir la app sin red. Deja esta ventana abierta hasta que termine el examen.',
      wrong: 'La app todavía no está completa en este dispositivo. Quédate aquí un minuto con red y revisa de nuevo.',
      unknown: 'Este navegador no dice si la app se abre sin red.',
    },
    persisted: {
      title: 'Conservar respuestas',
      fine: 'El navegador conserva lo que se guarda, aunque el disco esté casi lleno.',
      advice:
        'El navegador podría borrar lo guardado cuando el disco se llene. Instala la app o deja espacio libre. Tus respuestas también van al servidor.',
      wrong: '',
      unknown: 'Este navegador no dice si conserva lo que se guarda.',
    },
    space: {
      title: 'Espacio',
      fine: (bytes) => `Hay espacio: ${space(bytes)} libres.`,
      advice: (bytes) =>
        `Solo ${space(bytes)} libres. Un examen funciona. Avisa a tu maestro antes de empezar uno nuevo.`,
      wrong: (bytes) =>
        `Solo ${space(bytes)} libres, así que no puede empezar ningún examen. Pide a tu maestro que haga espacio en este dispositivo.`,
      unknown: 'Este navegador no dice cuánto espacio queda.',
    },
    probe: {
      title: 'Guardar',
      fine: 'Este dispositivo guarda, y lee lo que guardó.',
      advice: '',
      wrong:
        'Este dispositivo no pudo leer lo que acababa de guardar. No empieces un examen en él. Avisa a tu maestro.',
      unknown: 'Guardar tardó demasiado para saberlo. Revisa de nuevo. Si sigue igual, avisa a tu maestro.',
    },
    clock: {
      title: 'Reloj',
      fine: 'El reloj está bien.',
      advice: (ms) => `El reloj está ${ahead(ms)}. Un examen funciona igual. Pide a tu maestro que lo ponga en hora.`,
      wrong: '',
      unknown: 'No se llegó al servidor, así que no se sabe si el reloj está bien. Un examen funciona igual.',
    },
    voices: {
      title: 'Lectura en voz alta',
      fine: 'Este dispositivo tiene voz propia. Lee sin red.',
      advice:
        'Este dispositivo no tiene voz propia para leer en voz alta. Si la necesitas, avisa a tu maestro antes del examen.',
      wrong: '',
      unknown: 'Este navegador no puede leer en voz alta. Si lo necesitas, avisa a tu maestro antes del examen.',
    },
    sound: {
      title: 'Sonido',
      fine: 'Oíste el sonido.',
      advice: 'No lo oíste. Sube el volumen o conecta unos audífonos y tócalo de nuevo.',
      wrong: '',
      unknown: 'Este navegador no hace sonido.',
      ask: 'Toca un sonido para saber si puedes oírlo.',
    },
    battery: {
      title: 'Batería y tapa',
      fine: (percent) => `La batería tiene ${number.format(percent)}\u00a0%. Deja la tapa abierta durante un examen.`,
      advice: (percent) =>
        `La batería tiene ${number.format(percent)}\u00a0%. Enchufa el dispositivo. Deja la tapa abierta durante un examen.`,
      wrong: '',
      unknown: 'Este navegador no dice cuánta batería queda. Míralo tú. Deja la tapa abierta durante un examen.',
    },
  },
};
