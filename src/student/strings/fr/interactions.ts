import type { InteractionCatalog } from '../en-interactions.ts';
import { plural } from './plural.ts';

/** The words of the questions that are no choice, in French; see `en-interactions.ts`. */
export const frInteractions: InteractionCatalog = {
  unsupported: (name) =>
    `Cette question est du type « ${name} », que cette app ne peut pas encore montrer. Passe à la suivante et préviens ton enseignant.`,

  copy: {
    before: 'Dans cette fenêtre, tu as répondu :',
    after: 'Ce n’est pas enregistré comme ta réponse.',
  },

  view: {
    with: 'avec',
    arrow: '→',
    place: (n) => `endroit ${n}`,
    point: (x, y) => `${x} en largeur, ${y} vers le bas`,
    file: 'un fichier',
  },

  mixed: {
    question: 'Question',
    questionsOf: (numbers, total) => {
      const [first = 0] = numbers;
      const last = numbers.at(-1) ?? first;
      if (numbers.length === 1) return `Question ${first} sur ${total}`;
      const isRow = numbers.length > 2 && last - first === numbers.length - 1;
      return isRow
        ? `Questions ${first} à ${last} sur ${total}`
        : `Questions ${numbers.slice(0, -1).join(', ')} et ${last} sur ${total}`;
    },
    flag: (n) => `Marquer pour relire : question ${n}`,
  },

  entry: {
    integer: 'Ici, il faut un nombre entier, comme 12.',
    float: 'Ici, il faut un nombre, comme 12.5.',
    pattern: 'Cela n’a pas la forme que la question demande.',
    cut: (max) =>
      `Tout ne tient pas : une réponse a de la place pour ${max.toLocaleString('fr')} caractères. La fin de ce que tu as mis a été enlevée. Le reste de ta réponse est comme avant.`,
  },
  menu: { choose: 'Choisis' },
  slider: { none: 'Pas encore de réponse' },
  media: {
    play: 'Écouter',
    pause: 'Pause',
    recording: 'Enregistrement',
    left: (left) =>
      left === 0
        ? 'Tu l’as écouté autant de fois que tu peux.'
        : `Tu peux encore l’écouter ${plural(left, 'une fois', `${left} fois`)}.`,
    more: (more) => `Écoute-le encore au moins ${plural(more, 'une fois', `${more} fois`)}.`,
    missing: 'Cet enregistrement manque. Passe à la question suivante et préviens ton enseignant.',
    broken:
      'Cet appareil ne peut pas jouer cet enregistrement. Passe à la question suivante et préviens ton enseignant.',
  },
  words: (count) => `${count} ${plural(count, 'mot', 'mots')}`,
};
