import type { PracticeCatalog } from '../en-practice.ts';

const number = new Intl.NumberFormat('fr', { maximumFractionDigits: 1 });

/** The practice test, in French; see `en-practice.ts`. */
export const frPractice: PracticeCatalog = {
  name: 'Test d’entraînement',
  about: 'Ici, rien ne compte et rien n’est gardé',
  open: 'Essayer un test d’entraînement',
  cannot: 'Le test d’entraînement n’a pas pu s’ouvrir en ce moment. Réessaie.',

  done: {
    heading: 'Entraînement terminé',
    score: (actual, max) => `Tu as ${number.format(actual)} points sur ${number.format(max)}.`,
    kept: 'Rien n’a été gardé ni envoyé à personne. Dans un vrai test, c’est ici que tu vois que tes réponses sont en sécurité.',
    person: 'Ce que tu as écrit avec tes mots n’est pas dans les points : un enseignant le lit.',
    again: 'S’entraîner encore une fois',
    back: 'Retour',
  },

  sheet: [
    '1 mètre = 100 centimètres',
    '1 kilogramme = 1000 grammes',
    '1 heure = 60 minutes',
    'Aire d’un rectangle = longueur × largeur',
  ],

  welcome: {
    text: [
      'Ceci est un test d’entraînement. Il montre chaque sorte de question et les outils qu’un test peut avoir.',
      'Avance et recule, change tes réponses et marque une question que tu veux revoir. Ici, rien n’est gardé et personne ne le voit.',
    ],
    prompt: 'Lis cette page. Puis choisis Suivante.',
  },

  pond: {
    title: 'La mare derrière l’école',
    text: [
      'Au printemps dernier, la classe de Nia a creusé une petite mare derrière l’école. Ils l’ont remplie d’eau de pluie et ont attendu.',
      'Les scarabées sont venus d’abord. En avril, une grenouille s’est assise sur la grosse pierre. Nia a posé une planche sur le bord, pour qu’un hérisson tombé dedans puisse ressortir.',
      'En été, il y avait des nénuphars, deux tritons et plus de têtards que personne ne pouvait en compter.',
    ],
  },
  plank: {
    prompt: 'Pourquoi Nia a-t-elle posé une planche sur le bord de la mare ?',
    options: [
      'Pour que la grenouille ait où s’asseoir',
      'Pour qu’un animal tombé dedans puisse ressortir',
      'Pour que personne ne voie la mare',
      'Pour que l’eau reste propre',
    ],
  },
  came: {
    prompt: 'Lesquels sont venus à la mare ? Choisis tous ceux qui sont justes.',
    options: ['des scarabées', 'des canards', 'une grenouille', 'des poissons rouges', 'des tritons'],
  },

  watering: {
    text: [
      'Les plantes ont besoin d’eau quand il fait frais. La classe arrose ses haricots',
      'Il y a 6 rangées de 4 haricots. Cela fait',
      'haricots.',
    ],
    when: ['le matin.', 'à midi.'],
  },

  jump: {
    prompt: 'Choisis le mot qui dit comment la grenouille saute.',
    words: ['La', 'petite', 'grenouille saute', 'vite', 'dans la', 'grande', 'mare.'],
  },

  plant: {
    prompt: 'Que planterais-tu dans un jardin d’école, et pourquoi ? Écris une ou deux phrases.',
  },

  height: {
    prompt: 'Un haricot pousse de 3 cm par semaine. De combien de centimètres pousse-t-il en 4 semaines ?',
  },

  grow: {
    prompt: 'Comment pousse un haricot ? Mets dans l’ordre.',
    options: [
      'une gousse avec de nouveaux haricots',
      'une graine dans la terre',
      'une fleur',
      'une petite pousse verte',
    ],
  },

  homes: {
    prompt: 'Où vit chaque animal ?',
    animals: ['poisson', 'abeille', 'ver de terre'],
    places: ['dans l’eau', 'dans une ruche', 'dans la terre'],
  },

  rhymes: {
    prompt: 'Quels mots riment ? Fais deux paires.',
    words: ['chat', 'fleur', 'rat', 'cœur'],
  },

  seasons: {
    prompt: 'Mets une saison dans chaque trou.',
    text: ['En', 'la neige couvre le jardin. En', 'les jours sont longs et chauds.'],
    options: ['été', 'hiver'],
  },

  bell: {
    text: 'Écoute l’enregistrement.',
    recording: 'La cloche de l’école',
    prompt: 'Combien de fois la cloche sonne-t-elle ?',
    options: ['deux', 'trois', 'quatre'],
  },

  garden: {
    picture: 'Le jardin de l’école : une cabane, un arbre, une mare et un massif de fleurs',
    shed: 'cabane',
    tree: 'arbre',
    pond: 'mare',
    flowers: 'massif de fleurs',
    home: 'À quel endroit du jardin un poisson peut-il vivre ?',
    door: 'Montre la porte de la cabane.',
    walk: 'Nia va de la cabane à l’arbre, puis à la mare. Montre son chemin.',
    paths: 'Un chemin va de la cabane à la mare. Un autre va de l’arbre au massif de fleurs. Trace les deux.',
    put: 'Mets le canard sur la mare.',
    duck: 'Un canard',
  },

  parts: {
    prompt: 'Donne le nom des parties de la plante.',
    picture: 'Une plante avec une fleur, une feuille et ses racines',
    labels: ['racine', 'fleur', 'feuille'],
    places: ['en haut', 'à côté de la tige', 'dans la terre'],
  },
};
