import type { ToolsCatalog } from '../en-tools.ts';

const number = new Intl.NumberFormat('es-US');

/** The words of the tools beside a question, in Spanish; see `en-tools.ts`. */
export const esTools: ToolsCatalog = {
  tools: 'Herramientas',
  close: (tool) => `Cerrar ${tool}`,
  closeShort: 'Cerrar',

  names: {
    answerEliminator: 'Tachar respuestas',
    highlighter: 'Resaltador',
    notes: 'Resaltados y notas',
    lineReader: 'Lector de líneas',
    calculator: 'Calculadora',
    referenceSheet: 'Hoja de referencia',
    readAloud: 'Leer en voz alta',
    shortcuts: 'Atajos de teclado',
  },

  crossOut: {
    option: (letter) => `Tachar la opción ${letter}`,
    chosen: 'Elegiste esta opción, así que no se puede tachar.',
  },

  highlighter: {
    about: 'Selecciona palabras del texto. Después elige un color.',
    keys: 'Con el teclado: ve al texto con Tab. Las flechas izquierda y derecha eligen una palabra, y con Mayús más palabras. Entrar lleva a los colores.',
    selected: (words) => `Seleccionado: “${words}”`,
    colours: { yellow: 'Amarillo', green: 'Verde', pink: 'Rosa' },
    marked: {
      yellow: (words) => `Resaltado en amarillo: “${words}”`,
      green: (words) => `Resaltado en verde: “${words}”`,
      pink: (words) => `Resaltado en rosa: “${words}”`,
    },
    list: 'Tus resaltados',
    none: 'Todavía no hay nada resaltado.',
    goTo: (words) => `Ir a “${words}”`,
    addNote: (words) => `Escribir una nota sobre “${words}”`,
    addNoteShort: 'Escribir una nota',
    note: (words) => `Nota sobre “${words}”`,
    remove: (words) => `Quitar el resaltado de “${words}”`,
    removeShort: 'Quitar',
    removed: (words) => `Quitado: “${words}”`,
    cut: (max) => `Una nota tiene como máximo ${number.format(max)} letras. Lo que seguía no se guardó.`,
    full: 'No hay lugar para más resaltados y notas. Quita algunos que no necesites.',
    notDrawn: 'Este navegador no puede colorear el texto. Tus resaltados están en esta lista.',
  },

  referenceSheet: {
    opening: 'Abriendo la hoja de referencia',
    none: 'Este examen no tiene hoja de referencia en este dispositivo. Sigue sin ella y avisa a tu maestro.',
  },

  lineReader: {
    handle: 'Lector de líneas',
    at: (percent) => `al ${number.format(percent)} % de la ventana`,
  },

  readAloud: {
    passage: 'Leer el texto',
    question: 'Leer la pregunta',
    pause: 'Pausa',
    goOn: 'Seguir',
    stop: 'Parar',
    rate: 'Velocidad',
    rates: { slow: 'lenta', usual: 'como siempre', fast: 'rápida', faster: 'muy rápida' },
    gone: 'La voz se detuvo. Elige “Seguir” para probar otra vez. Si no se oye nada, avisa a tu maestro.',
    noVoice: (language) => `Este dispositivo no tiene voz para ${language}. Esa parte no se lee.`,
    noVoiceAtAll: 'Este dispositivo no tiene voz propia, así que no puede leer en voz alta. Avisa a tu maestro.',
  },

  calculator: {
    is: (line, result) => `${line} = ${result}`,
    errors: {
      unfinished: 'Falta algo en esta línea.',
      'divided-by-zero': 'Nada se puede dividir entre 0.',
      undefined: 'Esto no tiene resultado.',
      'too-large': 'El resultado es demasiado grande para mostrarlo.',
    },
    angle: { degrees: 'Ángulos en grados: cambiar', radians: 'Ángulos en radianes: cambiar' },
    units: { degrees: 'gra', radians: 'rad' },
    keys: {
      clear: 'Borrar',
      back: 'Quitar la última tecla',
      open: 'Abrir paréntesis',
      close: 'Cerrar paréntesis',
      divide: 'Dividido entre',
      times: 'Por',
      minus: 'Menos',
      plus: 'Más',
      point: 'Punto decimal',
      percent: 'Por ciento',
      root: 'Raíz cuadrada',
      equals: 'Igual',
      sin: 'Seno',
      cos: 'Coseno',
      tan: 'Tangente',
      asin: 'Seno inverso',
      acos: 'Coseno inverso',
      atan: 'Tangente inversa',
      pi: 'Número pi',
      e: 'El número e',
      ln: 'Logaritmo natural',
      log: 'Logaritmo en base 10',
      square: 'Al cuadrado',
      power: 'Elevado a',
      factorial: 'Factorial de lo anterior',
      answer: 'Último resultado',
    },
  },

  shortcuts: {
    heading: 'Atajos de teclado',
    about: 'Presiona una tecla. No hacen nada mientras escribes.',
    off: 'Los atajos están apagados.',
    otherAlphabet:
      '¿Tu teclado escribe otro alfabeto? Presiona la tecla que está en el mismo lugar que la letra en un teclado inglés.',
    use: 'Usar atajos de teclado',
    keys: 'Teclas',
    does: 'Qué hacen',
    close: 'Cerrar',
    next: 'Pregunta siguiente',
    previous: 'Pregunta anterior',
    flag: 'Marcar para revisar o quitar la marca',
    review: 'Revisar respuestas',
    choose: 'Elegir una opción',
    crossOut: 'Tachar una opción',
    help: 'Esta lista',
    to: (from, to) => `${from} a ${to}`,
    with: (one, other) => `${one} + ${other}`,
    or: (one, other) => `${one} o ${other}`,
    shift: 'Mayús',
    flagged: 'Marcada para revisar',
    unflagged: 'Marca quitada',
  },
};
