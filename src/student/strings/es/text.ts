import type { Catalog } from '../en.ts';
import { said } from './said.ts';

/** The words of an open question, in Spanish; see `en.ts`. */
export const esText: Catalog = {
  dir: 'ltr',
  number: (n) => String(n),
  said: (words) => (said as Record<string, string>)[words] ?? words,
  title: (...parts) => [...parts, 'Satchel'].join(' · '),
  skip: 'Ir a la pregunta',
  opening: 'Abriendo',

  attempt: {
    questions: 'Preguntas',
    question: (n) => `Pregunta ${n}`,
    questionOf: (n, total) => `Pregunta ${n} de ${total}`,
    passage: 'Texto',
    passageAbove: 'Su texto está antes de ella.',
    previous: 'Anterior',
    next: 'Siguiente',
    flag: 'Marcar para revisar',
    review: 'Revisar respuestas',
    opening: 'Abriendo la pregunta',
    cannotOpen:
      'Esta pregunta no se puede abrir en este dispositivo. Tus otras respuestas están a salvo. Avisa a tu maestro.',
    tryAgain: 'Intentar de nuevo',
    notShown:
      'Esta app todavía no puede mostrar dónde se responde esta pregunta. Sigue con la siguiente y avisa a tu maestro.',
    pictureMissing: (alt) => (alt ? `Falta esta imagen: ${alt}` : 'Aquí falta una imagen.'),
    mediaMissing: 'Aquí falta una grabación. Avisa a tu maestro.',
    copy: (words) => `En esta ventana elegiste ${words}. No está guardado como tu respuesta.`,
    copyCleared: 'En esta ventana borraste esta respuesta. Ese cambio no está guardado.',
    copyDrop: 'Entendido',
  },

  choice: {
    clear: 'Borrar respuesta',
    any: 'Elige todas las que quieras.',
    upTo: (max) => `Elige hasta ${max}.`,
    atLeast: (min) => `Elige al menos ${min}.`,
    between: (min, max) => (min === max ? `Elige ${min}.` : `Elige de ${min} a ${max}.`),
    full: (max) => `Ya elegiste ${max}. Para elegir otra, primero quita una.`,
    option: (letter) => `la opción ${letter}`,
  },

  stitch: {
    open: 'sin responder',
    saving: 'aún sin guardar',
    closed: 'guardada en este dispositivo',
    knotted: 'guardada en el servidor',
    torn: 'necesita atención',
    answered: 'respondida',
    none: 'no hay nada que responder',
    flagged: 'marcada',
  },

  status: {
    saving: 'Guardando',
    device: 'Guardado en este dispositivo',
    server: 'Guardado en el servidor',
    attention: 'Necesita atención',
    because: (reason) => `Necesita atención: ${reason}`,
    memory: 'tu última respuesta aún no está en este dispositivo',
    direct: 'este dispositivo no puede guardar, así que tus últimas respuestas están solo en el servidor',
    elsewhere: 'este examen está abierto en otra ventana',
    refused: 'el servidor no pudo recibir una respuesta tal como está',
  },

  banner: {
    heading: 'Mensajes',
    storage:
      'Este dispositivo no puede guardar ahora. Tu última respuesta está solo en esta ventana. Deja esta ventana abierta y avisa a tu maestro.',
    storageDirect:
      'Este dispositivo no puede guardar ahora. Tus últimas respuestas fueron directo al servidor. Deja esta ventana abierta y avisa a tu maestro.',
    storageDetail: (detail) => `Para tu maestro: ${detail}`,
    retry: 'Intentar guardar de nuevo',
    elsewhere: 'Este examen está abierto en otra ventana. Aquí solo puedes leerlo.',
    continueHere: 'Continuar aquí',
    signInAgain: 'El servidor pide que entres de nuevo. No se perdió nada y puedes seguir respondiendo.',
    signInAgainButton: 'Entrar de nuevo',
    updateNeeded:
      'Esta app necesita una actualización para poder enviar. Hasta entonces, tus respuestas están a salvo en este dispositivo.',
    broken: 'La app no pudo abrir todas sus partes. Todo lo que se guardó sigue en este dispositivo. Ábrela de nuevo.',
    brokenUnsaved:
      'La app no pudo abrir todas sus partes, por eso tu última respuesta no está guardada. Lo que se guardó antes está a salvo. Ábrela de nuevo y responde otra vez.',
    reload: 'Abrir de nuevo',
  },
};
