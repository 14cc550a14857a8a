import type { RestCatalog } from '../en-rest.ts';
import { plural } from './plural.ts';

// As the tests of American schools write numbers: with a decimal point.
const number = new Intl.NumberFormat('es-US', { maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('es-US', { hour: 'numeric', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('es-US', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

const megabytes = (bytes: number) => number.format(bytes > 0 ? Math.max(bytes / 1_000_000, 0.1) : 0);
/** A time ends in a full stop itself, in American Spanish: a.m. or p.m. */
const ended = (when: string) => `${when}.`.replace(/\.\.$/, '.');
const exams = (count: number) => plural(count, '1 examen', `${count} exámenes`);

/** The words of every screen but the open question, in Spanish; see `en-rest.ts`. */
export const esRest: RestCatalog = {
  product: 'Satchel',
  skipToContent: 'Ir al contenido',
  time: (epochMs) => time.format(epochMs).replaceAll(' ', '\u00a0'),
  dayAndTime: (instant) => dayAndTime.format(new Date(instant)),

  update: {
    offered: 'Hay una versión más nueva de esta app.',
    button: 'Actualizar ahora',
  },

  signIn: {
    heading: 'Entrar',
    ticket: 'Boleto',
    hint: 'Tu boleto está en la tarjeta que te dio tu maestro. Tiene 8 letras y números.',
    button: 'Entrar',
    locked:
      'Nadie usó este dispositivo por un rato, así que tus exámenes se guardaron. Tus respuestas están a salvo. Escribe tu boleto para seguir.',
    empty: 'Primero escribe tu boleto.',
    'wrong-ticket': 'Este boleto no coincide. Mira cada letra de tu tarjeta y escríbelo de nuevo.',
    'no-network':
      'No hay red, y este boleto es nuevo en este dispositivo. Entra una vez donde haya red y prepara tu examen. Desde entonces funciona sin ella. Tu maestro puede ayudarte.',
    'slow-down': 'Fueron muchos intentos. Espera un minuto y escribe tu boleto de nuevo.',
    server: 'El servidor no puede dejarte entrar ahora. Espera un minuto e intenta de nuevo.',
    storage: 'Este dispositivo ya no tiene espacio para que entres. Pregunta a tu maestro.',
  },

  tests: {
    heading: 'Mis exámenes',
    cannotOpen: (detail) => `Este examen no se puede abrir ahora. ${detail}`,
    cannotRetake: (detail) => `No puedes hacerlo otra vez ahora. ${detail}`,
    signOut: 'Salir',
    hello: (name) => `Entraste como ${name}`,
    none: 'Aquí todavía no hay un examen para ti.',
    noneNext: 'Cuando tu maestro agregue uno, aparecerá aquí.',
    look: 'Buscar de nuevo',
    offline: 'Ahora no hay red. Los exámenes listos para usar sin red funcionan igual.',
    attempt: (attempt) => `Intento ${attempt}`,
    getReady: 'Preparar para usar sin red',
    getReadyAbout: (bytes) => `El examen se copia a este dispositivo: ${megabytes(bytes)}\u00a0MB.`,
    progress: (name) => `${name}: copiándose a este dispositivo`,
    progressBytes: (done, total) => `${megabytes(done)} de ${megabytes(total)}\u00a0MB`,
    ready: 'Listo para usar sin red',
    app: {
      coming: 'El examen ya está aquí. La app misma todavía se está copiando a este dispositivo.',
      never:
        'El examen ya está aquí. Deja esta ventana abierta: sin red, este navegador no puede abrir la app otra vez.',
    },
    start: 'Empezar examen',
    continue: 'Continuar examen',
    goesOnOnline: 'Para seguir con él, este dispositivo necesita red una vez.',
    begun: 'Ya empezaste este examen.',
    answered: (answered, questions) =>
      questions === null
        ? plural(answered, '1 pregunta respondida', `${answered} preguntas respondidas`)
        : `${answered} de ${plural(questions, '1 pregunta respondida', `${questions} preguntas respondidas`)}`,
    opens: (when) => `Aún no está abierto. Se abre el ${ended(when)}`,
    notOpen: 'Aún no está abierto.',
    closesAt: (when) => `Empiézalo antes del ${ended(when)}`,
    closed: 'Este examen está cerrado. Si todavía tienes que hacerlo, pregunta a tu maestro.',
    askTeacher: 'Pregunta a tu maestro por este examen.',
    submitted: 'Examen entregado',
    see: 'Ver lo que se entregó',
    retake: 'Hacerlo otra vez',
    waiting: (count) => `En espera de enviarse desde este dispositivo: ${count}. Se envía por sí solo.`,
    othersWaiting: (count) =>
      `En espera de enviarse, de otros estudiantes de este dispositivo: ${count}. Se envía por sí solo cuando hay red.`,
    storageLow:
      'Este dispositivo está casi lleno. Tus exámenes todavía funcionan. Avisa a tu maestro antes de empezar uno nuevo.',
    storageFull:
      'Este dispositivo está lleno, así que aquí no puede empezar un examen nuevo. Lo que respondiste está a salvo. Avisa a tu maestro.',
    failed: {
      network: 'La red se cortó antes de que todo llegara. Lo que llegó se queda. Intenta de nuevo cuando haya red.',
      hash: 'Lo que llegó se dañó en el camino, así que no se guardó. Intenta de nuevo.',
      storage: 'Este dispositivo ya no tiene espacio para este examen. Pregunta a tu maestro.',
      server: 'El servidor no puede enviar este examen ahora. Espera un minuto e intenta de nuevo.',
      'sign-in': 'El servidor pide que primero entres de nuevo.',
    },
  },

  wiped: {
    lost: 'El navegador de este dispositivo perdió lo que esta app había guardado aquí. No es culpa tuya.',
    rescued: (rescued, sent) =>
      sent === rescued
        ? `Aquí quedaba una segunda copia de las respuestas sin enviar: ${exams(rescued)}. El servidor ya las tiene.`
        : `Aquí queda una segunda copia de las respuestas sin enviar: ${exams(rescued)}. Van al servidor por sí solas cuando hay red.`,
    nothing:
      'Aquí no hay copia de respuestas sin enviar. Lo que el servidor ya tenía está a salvo allí. Avisa a tu maestro.',
    next: 'Entra con tu boleto cuando haya red. Tu examen vuelve con las respuestas que tiene el servidor.',
    seen: 'Entendido',
  },

  signOut: {
    heading: 'Salir',
    unsent: 'Algunas de tus respuestas todavía no han llegado al servidor.',
    sealed: 'Se quedan en este dispositivo, cerradas para que nadie las lea. Se envían por sí solas cuando hay red.',
    stay: 'Quedarme',
    leave: 'Salir',
  },

  rescued: {
    heading: 'Este dispositivo no puede abrir lo que guardó',
    coming: (tests) =>
      `Las respuestas de ${exams(tests)} están también en un segundo lugar de este dispositivo. Van en camino al servidor.`,
    file: 'Si no hay red, guárdalas en un archivo y dale el archivo a tu maestro.',
    sent: 'Las respuestas que faltaba enviar ya están en el servidor.',
    nothing:
      'En este dispositivo no se encontraron respuestas por enviar. Dile a tu maestro que no puede abrir lo que guardó.',
  },

  handIn: {
    summary: '¿Sin red todo el día?',
    about:
      'Tus respuestas pueden ir en un archivo. Nadie puede leerlo ni cambiarlo en el camino: solo el servidor puede abrirlo. Dale el archivo a tu maestro.',
    save: 'Guardar respuestas en un archivo',
    saveDevice: 'Guardar en un archivo todas las respuestas de este dispositivo',
    saved: (name, runs) =>
      `${name} contiene ${exams(runs)}. Está en tus descargas. Tus respuestas también se quedan aquí.`,
    nothing: 'En este dispositivo no hay respuestas que guardar.',
    storage: 'El archivo no se pudo crear ahora. Tus respuestas siguen aquí. Avisa a tu maestro.',
    receipt: 'Recibo',
    receiptHint: 'Si tu maestro te da un recibo, pégalo aquí.',
    accept: 'Comprobar recibo',
    accepted: (tests) => `El servidor tiene tus respuestas: ${exams(tests)}.`,
    'not-a-receipt': 'Esto no es un recibo. Cópialo entero y pégalo de nuevo.',
    'other-device': 'Este recibo es de otro dispositivo. Tus respuestas de aquí no cambiaron.',
    'not-genuine': 'Este recibo no lo hizo el servidor de tu escuela. Tus respuestas de aquí no cambiaron.',
  },

  leftBehind:
    'El examen sigue sin esta página. Lo que respondas aquí se guarda para tu maestro, pero puede que no cuente. Para seguir, vuelve a tus exámenes. Si eso te trae aquí otra vez, pregunta a tu maestro.',

  leaveLock: {
    leaving: 'Si sales por ahora, tu maestro tiene que dejarte entrar otra vez.',
    heading: 'Saliste del examen',
    safe: 'Todas tus respuestas están a salvo.',
    ask: 'Pide a tu maestro que escriba el código y podrás seguir.',
    code: 'Código de tu maestro',
    button: 'Seguir con el examen',
    wrong: 'Este código no coincide. Escríbelo de nuevo.',
    'slow-down': 'Fueron muchos intentos. Espera un minuto y escribe el código de nuevo.',
    storage:
      'Este dispositivo no puede comprobarlo ahora. Tus respuestas están a salvo. Intenta de nuevo en un momento.',
  },

  review: {
    heading: 'Revisar respuestas',
    summary: (answered, total) =>
      answered === total
        ? `Respondiste ${total === 1 ? 'la pregunta' : `las ${total} preguntas`}.`
        : `Respondiste ${answered} de ${total} preguntas.`,
    choose: 'Elige una pregunta para volver a ella.',
    attention: 'Necesita atención',
    open: 'Sin responder',
    flagged: 'Marcadas para revisar',
    answered: 'Respondidas',
    none: 'Nada que responder',
    back: 'Volver al examen',
    leave: 'Dejarlo por ahora',
    submit: 'Entregar examen',
    dialog: 'Entregar examen',
    confirm: 'Entregar',
    keepWorking: 'Seguir trabajando',
    allAnswered: (total) =>
      total === 1 ? 'Tu pregunta está respondida.' : `Las ${total} preguntas están respondidas.`,
    unanswered: (count) => plural(count, 'Te falta responder 1 pregunta.', `Te falta responder ${count} preguntas.`),
    flaggedLeft: (count) => plural(count, '1 pregunta sigue marcada.', `${count} preguntas siguen marcadas.`),
    final: 'Cuando tu examen llegue al servidor, ya no podrás cambiar tus respuestas.',
    failedStorage:
      'Este dispositivo no puede guardar ahora, así que el examen aún no está entregado. Deja esta ventana abierta y avisa a tu maestro.',
    failedTab: 'Este examen está abierto en otra ventana. Entrégalo allí o elige primero “Continuar aquí”.',
    notYet: 'La app todavía se está abriendo. Intenta de nuevo en un momento.',
  },

  submitted: {
    heading: 'Examen entregado',
    allSaved: (count) =>
      count === 1
        ? 'Tu respuesta está guardada en este dispositivo.'
        : `Las ${count} respuestas están guardadas en este dispositivo.`,
    someSaved: (count, total) =>
      `${plural(count, 'Tu respuesta', `Tus ${count} respuestas`)} a ${total} preguntas ${plural(count, 'está guardada', 'están guardadas')} en este dispositivo.`,
    noneSaved: 'Entregaste sin ninguna respuesta.',
    finished: 'Terminaste: puedes cerrar la tapa.',
    code: 'Código de entrega',
    codeAbout: 'Si tu maestro te lo pide, muestra o anota este código.',
    saved: 'Guardado en este dispositivo',
    at: (when) => `a las ${when}`,
    waiting: 'En espera de enviarse',
    waitingOffline:
      'Ahora no hay red. Se envía por sí solo la próxima vez que esta app se abra con red, sin importar quién la use.',
    waitingOnline: 'Se envía por sí solo cuando se pueda llegar al servidor. No tienes que esperar.',
    waitingUpdate: 'Se envía por sí solo cuando esta app se actualice. Avisa a tu maestro.',
    received: 'Recibido por el servidor',
    receipt: 'Recibo',
    receiptAbout: 'El servidor firmó esto. Dice lo que el servidor tiene de tu examen.',
    receiptVerified: 'Este dispositivo comprobó la firma.',
    score: 'Puntuación',
    points: (actual, max) => `${number.format(actual)} de ${number.format(max)} puntos`,
    percent: (percent) => `${number.format(percent)}\u00a0%`,
    provisional: 'Todavía no es final. Se contó en este dispositivo; el servidor cuenta otra vez.',
    final: 'Final. La contó el servidor.',
    differs: 'El servidor contó distinto que este dispositivo. Vale la puntuación del servidor.',
    scoreLater: 'Tu puntuación llega del servidor cuando tus respuestas estén allí.',
    takeBack: {
      summary: '¿Lo entregaste por error?',
      about:
        'El servidor todavía no dijo que tiene este examen, así que aún puedes seguir con él. Entrégalo de nuevo cuando termines.',
      button: 'Seguir con el examen',
      refused: {
        submitted:
          'El servidor ya tiene este examen, así que queda entregado. Si tienes que seguir, pregunta a tu maestro.',
        tab: 'Este examen está abierto en otra ventana. Sigue allí.',
        storage:
          'Este dispositivo no puede guardar ahora, así que el examen queda entregado. Tus respuestas están a salvo.',
      },
    },
    objectives: 'De qué trataban las preguntas',
    ofPoints: (actual, max) => `${number.format(actual)} de ${number.format(max)}`,
    retakeAbout: 'Puedes hacer este examen otra vez. Para eso hace falta la red una vez.',
    answers: 'Ver las respuestas',
    answersHeading: 'Tus respuestas',
    yourAnswer: 'Tu respuesta',
    correctAnswer: 'Respuesta correcta',
    noAnswer: 'Sin responder',
    back: 'Volver a mis exámenes',
    copy: 'Una respuesta de esta ventana llegó después de entregar el examen. No se guardó. Avisa a tu maestro si es importante.',
  },
};
