import type { ToolsCatalog } from '../en-tools.ts';

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

  shortcuts: {
    heading: 'Atajos de teclado',
    about: 'Presiona una tecla. No hacen nada mientras escribes.',
    off: 'Los atajos están apagados.',
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
