import type { BeforeCatalog } from '../en-before.ts';
import { plural } from './plural.ts';

const number = new Intl.NumberFormat('fr', { maximumFractionDigits: 1 });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The largest unit that fits. */
function span(ms: number): string {
  const [count, one, other] =
    ms < HOUR_MS
      ? [Math.round(ms / MINUTE_MS), 'minute', 'minutes']
      : ms < 2 * DAY_MS
        ? [Math.round(ms / HOUR_MS), 'heure', 'heures']
        : [Math.round(ms / DAY_MS), 'jours', 'jours'];
  return `${number.format(Number(count))} ${plural(Number(count), String(one), String(other))}`;
}

function space(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1000 ? `${number.format(Math.floor(megabytes))} Mo` : `${number.format(megabytes / 1000)} Go`;
}

const ahead = (ms: number) => `${ms > 0 ? 'avance' : 'retarde'} de ${span(Math.abs(ms))}`;

/** The words of what comes before a test, in French; see `en-before.ts`. */
export const frBefore: BeforeCatalog = {
  links: { check: 'Vérifier cet appareil' },

  install: {
    about:
      'Tu peux mettre Satchel sur cet appareil comme une app à part. Elle est alors facile à trouver, avec ou sans réseau.',
    button: 'Installer Satchel',
    no: 'Non merci',
  },

  scan: {
    button: 'Scanner le code de ta carte',
    heading: 'Scanne ta carte',
    picture: 'Ce que voit la caméra',
    look: 'Tiens le code de ta carte devant la caméra.',
    other: 'Ce code n’est pas le bon. Montre celui de la carte de ton enseignant.',
    refused: 'La caméra est coupée pour cette app. Tape ton code ou demande à ton enseignant d’autoriser la caméra.',
    'no-camera': 'Cet appareil n’a pas de caméra utilisable en ce moment. Tape ton code.',
    broken: 'La caméra ne montre pas d’image. Tape ton code.',
    close: 'Plutôt le taper',
  },

  check: {
    heading: 'Vérifier cet appareil',
    about: 'Ici, on regarde si cet appareil est prêt pour un test. Rien de ce qui est à toi ne change.',
    running: (done, total) => `Vérification : ${done} sur ${total}.`,
    looking: 'On regarde',
    fine: 'Cet appareil est prêt pour un test.',
    advice: (count) =>
      `Un test marche sur cet appareil. ${plural(count, `${count} chose pourrait`, `${count} choses pourraient`)} être mieux.`,
    wrong: (count) => `Il y a ${plural(count, `${count} chose`, `${count} choses`)} à faire avant un test.`,
    cannot: 'La vérification n’a pas pu s’ouvrir en ce moment. Reviens en arrière et réessaie.',
    again: 'Vérifier à nouveau',
    back: 'Retour',
    sent: 'Ton enseignant peut voir ceci maintenant.',
    nobody:
      'Ton enseignant ne peut pas encore voir ceci : personne n’est connecté. L’envoi se fera tout seul quand quelqu’un se connectera ici.',
    'not-reached':
      'Ton enseignant ne peut pas encore voir ceci : le serveur n’a pas répondu. L’envoi se fera tout seul quand il y aura du réseau.',
    play: 'Jouer un son',
    didYouHear: 'Tu l’as entendu ?',
    yes: 'Oui',
    no: 'Non',
  },

  state: { fine: 'En ordre', advice: 'Pourrait être mieux', wrong: 'À faire', unknown: 'Inconnu' },

  checks: {
    installed: {
      title: 'Application',
      fine: 'Satchel est ouverte comme une app à part.',
      advice:
        'Satchel est ouverte dans une fenêtre du navigateur. Ça marche. Installée, elle est plus facile à trouver.',
      wrong: '',
      unknown: 'Ce navigateur ne dit pas si Satchel est installée.',
    },
    worker: {
      title: 'Sans réseau',
      fine: 'L’app s’ouvre sans réseau.',
      advice:
        'Ce navigateur ne peut pas ouvrir l’app sans réseau. Laisse cette fenêtre ouverte jusqu’à la fin du test.',
      wrong:
        'L’app n’est pas encore entière sur cet appareil. Reste ici une minute avec du réseau, puis vérifie à nouveau.',
      unknown: 'Ce navigateur ne dit pas si l’app s’ouvre sans réseau.',
    },
    persisted: {
      title: 'Garder les réponses',
      fine: 'Le navigateur garde ce qui est enregistré, même quand le disque est presque plein.',
      advice:
        'Le navigateur peut effacer ce qui est enregistré quand le disque est plein. Installe l’app ou garde assez de place. Tes réponses vont aussi au serveur.',
      wrong: '',
      unknown: 'Ce navigateur ne dit pas s’il garde ce qui est enregistré.',
    },
    space: {
      title: 'Place',
      fine: (bytes) => `Il y a de la place : ${space(bytes)} libres.`,
      advice: (bytes) =>
        `Seulement ${space(bytes)} libres. Un test marche. Préviens ton enseignant avant d’en commencer un nouveau.`,
      wrong: (bytes) =>
        `Seulement ${space(bytes)} libres, alors aucun test ne peut commencer. Demande à ton enseignant de faire de la place sur cet appareil.`,
      unknown: 'Ce navigateur ne dit pas combien de place il reste.',
    },
    probe: {
      title: 'Enregistrer',
      fine: 'Cet appareil enregistre, et relit ce qu’il a enregistré.',
      advice: '',
      wrong:
        'Cet appareil n’a pas pu relire ce qu’il venait d’enregistrer. N’y commence pas de test. Préviens ton enseignant.',
      unknown:
        'Enregistrer a pris trop de temps pour le savoir. Vérifie à nouveau. Si ça reste pareil, préviens ton enseignant.',
    },
    clock: {
      title: 'Horloge',
      fine: 'L’horloge est à l’heure.',
      advice: (ms) => `L’horloge ${ahead(ms)}. Un test marche quand même. Demande à ton enseignant de la régler.`,
      wrong: '',
      unknown:
        'Le serveur n’a pas répondu, alors on ne sait pas si l’horloge est à l’heure. Un test marche quand même.',
    },
    voices: {
      title: 'Lecture à voix haute',
      fine: 'Cet appareil a sa propre voix. Elle lit sans réseau.',
      advice:
        'Cet appareil n’a pas sa propre voix pour lire à voix haute. S’il t’en faut une, préviens ton enseignant avant le test.',
      wrong: '',
      unknown:
        'Ce navigateur ne peut pas lire à voix haute. Si tu en as besoin, préviens ton enseignant avant le test.',
    },
    sound: {
      title: 'Son',
      fine: 'Tu as entendu le son.',
      advice: 'Tu ne l’as pas entendu. Monte le son ou branche un casque, puis joue-le à nouveau.',
      wrong: '',
      unknown: 'Ce navigateur ne fait pas de son.',
      ask: 'Joue un son pour savoir si tu peux l’entendre.',
    },
    battery: {
      title: 'Batterie et écran',
      fine: (percent) => `La batterie a ${number.format(percent)}\u00a0%. Garde l’écran ouvert pendant un test.`,
      advice: (percent) =>
        `La batterie a ${number.format(percent)}\u00a0%. Branche l’appareil. Garde l’écran ouvert pendant un test.`,
      wrong: '',
      unknown:
        'Ce navigateur ne dit pas si la batterie est pleine. Regarde toi-même. Garde l’écran ouvert pendant un test.',
    },
  },
};
