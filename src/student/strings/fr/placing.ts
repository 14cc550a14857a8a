import type { PlacingCatalog } from '../en-placing.ts';

/** The words of questions in which things are put in order, together, into gaps and onto pictures, in French; see `en-placing.ts`. */
export const frPlacing: PlacingCatalog = {
  clear: 'Effacer la réponse',
  takeOut: 'Enlever',
  takeOutNamed: (name) => `Enlever ${name}`,
  option: (n) => `élément ${n}`,
  usedUp: (name, max) =>
    max === 1
      ? `${name} est déjà placé. Enlève-le d’abord de sa place.`
      : `${name} est déjà placé ${max} fois. Enlèves-en d’abord un.`,
  full: (max) => `Tu as déjà placé les ${max}. Enlèves-en d’abord un.`,
  used: 'déjà placé',
  held: (name) => `${name} : choisis où il va.`,
  letGo: 'Le laisser',
  cleared: 'Ta réponse est effacée.',

  order: {
    guide: 'Fais glisser chacun à sa place ou sers-toi des flèches.',
    guideSideways:
      'Fais glisser chacun à sa place. Ou choisis-le, puis choisis sa nouvelle place. Les touches fléchées marchent aussi.',
    guideSome: 'Mets-les dans l’ordre.',
    position: (at, total) => `${at} sur ${total}`,
    earlier: (name) => `Monter ${name}`,
    later: (name) => `Descendre ${name}`,
    moved: (name, at, total) => `${name}, maintenant ${at} sur ${total}.`,
    out: (name) => `${name} n’est plus dans l’ordre.`,
    confirm: 'Cet ordre est le bon',
    confirmed: 'Cet ordre est ta réponse. Tu peux encore le changer.',
  },

  pairs: {
    guide: 'Fais glisser chacun là où il va. Ou choisis-le, puis choisis sa place.',
    matrix: 'Choisis dans chaque ligne.',
    place: (name) => `Mettre avec ${name}`,
    nothing: 'rien pour l’instant',
    joined: (source, target) => `${source} est avec ${target}.`,
    parted: (source, target) => `${source} n’est plus avec ${target}.`,
  },

  associate: {
    guide: 'Fais glisser l’un sur l’autre qui va avec. Ou choisis l’un, puis l’autre.',
    guideAreas: 'Choisis un endroit de l’image, puis l’autre qui va avec. Tu peux aussi tracer une ligne en glissant.',
    heading: 'Tes paires',
    none: 'Pas encore de paires.',
    pair: (source, target) => `${source} et ${target}`,
    joined: (source, target) => `${source} et ${target} vont ensemble.`,
    parted: (source, target) => `${source} et ${target} ne vont plus ensemble.`,
    itself: 'Choisis-en un autre qui va avec.',
  },

  gaps: {
    guide: 'Fais glisser chacun dans son trou. Ou choisis-le, puis choisis son trou.',
    guideAreas: 'Fais glisser chacun à sa place dans l’image. Ou choisis-le, puis choisis sa place.',
    heading: 'Ce que tu as placé',
    none: 'Rien n’est encore placé.',
    gap: (n) => `Trou ${n}`,
    empty: 'vide',
    joined: (source, place) => `${source} est dans ${place}.`,
    parted: (source, place) => `${source} n’est plus dans ${place}.`,
  },

  picture: {
    missing: (alt) => (alt ? `Cette image manque : ${alt}` : 'Une image manque ici.'),
    missingAreas: 'Tu peux quand même choisir dans cette liste. Préviens ton enseignant.',
    missingPoints: 'Sans elle, tu ne peux pas répondre. Passe à la question suivante et préviens ton enseignant.',
    area: (n) => `Zone ${n}`,
    chosen: (name) => `${name} : choisi.`,
    unchosen: (name) => `${name} : plus choisi.`,
    hotspot: 'Choisis dans l’image.',
    order: 'Choisis les endroits de l’image dans le bon ordre.',
    chosenOrder: 'Ton ordre',
  },

  points: {
    guide:
      'Montre l’endroit. Au clavier : les flèches déplacent la croix, avec Maj à plus grands pas, et Entrée la pose.',
    guideObject:
      'Fais-la glisser à sa place ou montre l’endroit. Au clavier : les flèches déplacent la croix, avec Maj à plus grands pas, et Entrée la pose.',
    picture: 'Endroit sur l’image',
    cross: 'Croix',
    wait: 'Choisis maintenant sa place dans l’image.',
    place: (x, y) => `${x} en largeur, ${y} vers le bas`,
    point: (n) => `Point ${n}`,
    only: 'Ton point',
    set: (name, where) => `${name} : ${where}.`,
    out: (name) => `${name} : enlevé.`,
    list: 'Tes points',
    object: 'La petite image',
  },

  limits: {
    upTo: (max) => `${max} au plus.`,
    atLeast: (min) => `Au moins ${min}.`,
    between: (min, max) => (min === max ? `Exactement ${min}.` : `De ${min} à ${max}.`),
  },
};
