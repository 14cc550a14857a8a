import type { ToolsCatalog } from '../en-tools.ts';

/** The words of the tools beside a question, in French; see `en-tools.ts`. */
export const frTools: ToolsCatalog = {
  tools: 'Outils',
  close: (tool) => `Fermer ${tool}`,
  closeShort: 'Fermer',

  names: {
    answerEliminator: 'Barrer des réponses',
    highlighter: 'Surligneur',
    notes: 'Surlignages et notes',
    lineReader: 'Guide de lecture',
    calculator: 'Calculatrice',
    referenceSheet: 'Fiche de référence',
    readAloud: 'Lire à voix haute',
    shortcuts: 'Raccourcis clavier',
  },

  crossOut: {
    option: (letter) => `Barrer la réponse ${letter}`,
    chosen: 'Tu as choisi cette réponse, alors elle ne peut pas être barrée.',
  },

  shortcuts: {
    heading: 'Raccourcis clavier',
    about: 'Appuie sur une touche. Elles ne font rien pendant que tu écris.',
    off: 'Les raccourcis sont éteints.',
    use: 'Utiliser les raccourcis clavier',
    keys: 'Touches',
    does: 'Ce qu’elles font',
    close: 'Fermer',
    next: 'Question suivante',
    previous: 'Question précédente',
    flag: 'Marquer pour relire ou enlever la marque',
    review: 'Relire les réponses',
    choose: 'Choisir une réponse',
    crossOut: 'Barrer une réponse',
    help: 'Cette liste',
    to: (from, to) => `${from} à ${to}`,
    with: (one, other) => `${one} + ${other}`,
    or: (one, other) => `${one} ou ${other}`,
    shift: 'Maj',
    flagged: 'Marquée pour relire',
    unflagged: 'Marque enlevée',
  },
};
