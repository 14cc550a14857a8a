import type { Catalog } from '../en.ts';
import { said } from './said.ts';

/** The words of an open question, in French; see `en.ts`. */
export const frText: Catalog = {
  dir: 'ltr',
  number: (n) => String(n),
  said: (words) => (said as Record<string, string>)[words] ?? words,
  title: (...parts) => [...parts, 'Satchel'].join(' · '),
  skip: 'Aller à la question',
  opening: 'Ouverture',

  attempt: {
    questions: 'Questions',
    question: (n) => `Question ${n}`,
    questionOf: (n, total) => `Question ${n} sur ${total}`,
    passage: 'Texte',
    passageAbove: 'Son texte se trouve avant elle.',
    previous: 'Précédente',
    next: 'Suivante',
    flag: 'Marquer pour relire',
    review: 'Relire les réponses',
    opening: 'La question s’ouvre',
    cannotOpen:
      'Cette question ne peut pas s’ouvrir sur cet appareil. Tes autres réponses sont en sécurité. Préviens ton enseignant.',
    tryAgain: 'Réessayer',
    notShown:
      'Cette app ne peut pas encore montrer où répondre à cette question. Passe à la suivante et préviens ton enseignant.',
    pictureMissing: (alt) => (alt ? `Cette image manque : ${alt}` : 'Une image manque ici.'),
    mediaMissing: 'Un enregistrement manque ici. Préviens ton enseignant.',
    copy: (words) => `Dans cette fenêtre, tu as choisi ${words}. Ce n’est pas enregistré comme ta réponse.`,
    copyCleared: 'Dans cette fenêtre, tu as effacé cette réponse. Ce n’est pas enregistré.',
    copyDrop: 'D’accord',
  },

  choice: {
    clear: 'Effacer la réponse',
    any: 'Choisis-en autant que tu veux.',
    upTo: (max) => `Choisis-en ${max} au plus.`,
    atLeast: (min) => `Choisis-en au moins ${min}.`,
    between: (min, max) => (min === max ? `Choisis-en ${min}.` : `Choisis-en de ${min} à ${max}.`),
    full: (max) => `Tu en as choisi ${max}. Pour en choisir une autre, enlèves-en d’abord une.`,
    option: (letter) => `la réponse ${letter}`,
  },

  stitch: {
    open: 'sans réponse',
    saving: 'pas encore enregistrée',
    closed: 'enregistrée sur cet appareil',
    knotted: 'enregistrée sur le serveur',
    torn: 'à vérifier',
    answered: 'répondue',
    none: 'rien à répondre',
    flagged: 'marquée',
  },

  status: {
    saving: 'Enregistrement',
    device: 'Enregistré sur cet appareil',
    server: 'Enregistré sur le serveur',
    attention: 'À vérifier',
    because: (reason) => `À vérifier : ${reason}`,
    memory: 'ta dernière réponse n’est pas encore sur cet appareil',
    direct: 'cet appareil ne peut pas enregistrer, alors tes dernières réponses sont seulement sur le serveur',
    elsewhere: 'ce test est ouvert dans une autre fenêtre',
    refused: 'le serveur n’a pas pu prendre une réponse telle qu’elle est',
  },

  banner: {
    heading: 'Messages',
    storage:
      'Cet appareil ne peut pas enregistrer en ce moment. Ta dernière réponse est seulement dans cette fenêtre. Laisse cette fenêtre ouverte et préviens ton enseignant.',
    storageDirect:
      'Cet appareil ne peut pas enregistrer en ce moment. Tes dernières réponses sont parties directement au serveur. Laisse cette fenêtre ouverte et préviens ton enseignant.',
    storageDetail: (detail) => `Pour ton enseignant : ${detail}`,
    retry: 'Réessayer d’enregistrer',
    elsewhere: 'Ce test est ouvert dans une autre fenêtre. Ici, tu peux seulement le lire.',
    continueHere: 'Continuer ici',
    signInAgain: 'Le serveur demande que tu te connectes à nouveau. Rien n’est perdu et tu peux continuer à répondre.',
    signInAgainButton: 'Se connecter à nouveau',
    updateNeeded:
      'Cette app a besoin d’une mise à jour avant de pouvoir envoyer. D’ici là, tes réponses restent en sécurité sur cet appareil.',
    broken:
      'L’app n’a pas pu ouvrir toutes ses parties. Tout ce qui a été enregistré est encore sur cet appareil. Ouvre-la à nouveau.',
    brokenUnsaved:
      'L’app n’a pas pu ouvrir toutes ses parties, alors ta dernière réponse n’est pas enregistrée. Ce qui a été enregistré avant est en sécurité. Ouvre-la à nouveau, puis réponds encore une fois.',
    reload: 'Ouvrir à nouveau',
  },
};
