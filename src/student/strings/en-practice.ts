/*
 * The practice test, in English; see `en.ts`. Its content is ours: a class and its garden. The order of options, and which of
 * them are right, is in `services/practice/`; a translation keeps the order of each list.
 */
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const enPractice = {
  name: 'Practice test',
  /** In the place of the student's name. */
  about: 'Nothing here counts or is kept',
  open: 'Try a practice test',
  cannot: 'The practice test could not be opened right now. Try again.',

  done: {
    heading: 'Practice finished',
    score: (actual: number, max: number) => `You got ${number.format(actual)} of ${number.format(max)} points.`,
    kept: 'Nothing of it was kept or sent to anybody. In a real test, this is where you see that your answers are safe.',
    person: 'What you wrote in your own words is not in the points: a teacher reads that.',
    again: 'Practice once more',
    back: 'Back',
  },

  /** The reference sheet. */
  sheet: [
    '1 meter = 100 centimeters',
    '1 kilogram = 1000 grams',
    '1 hour = 60 minutes',
    'Area of a rectangle = length × width',
  ],

  welcome: {
    text: [
      'This is a practice test. It shows each kind of question, and the tools that a test can have.',
      'Go back and forth, change your answers, and flag a question that you want to see again. Nothing here is kept, and nobody sees it.',
    ],
    prompt: 'Read this page. Then choose Next.',
  },

  pond: {
    title: 'The pond behind the school',
    text: [
      'Last spring Nia’s class dug a small pond behind the school. They filled it with rain water, and waited.',
      'The beetles came first. In April a frog sat on the big stone. Nia laid a plank across the edge, so that a hedgehog that fell in could climb out again.',
      'By summer there were water lilies, two newts, and more tadpoles than anybody could count.',
    ],
  },
  plank: {
    prompt: 'Why did Nia lay a plank across the edge of the pond?',
    options: [
      'So that the frog had a place to sit',
      'So that an animal that fell in could climb out',
      'So that nobody could see the pond',
      'So that the water stayed clean',
    ],
  },
  came: {
    prompt: 'Which of these came to the pond? Choose all that are right.',
    options: ['beetles', 'ducks', 'a frog', 'goldfish', 'newts'],
  },

  watering: {
    /** Before and after the two places to answer. */
    text: [
      'Plants need water while it is cool. The class waters its beans early, in the',
      'There are 6 rows with 4 beans each. That makes',
      'beans.',
    ],
    when: ['morning.', 'middle of the day.'],
  },

  jump: {
    prompt: 'Choose the word that says how the frog jumped.',
    /** The odd ones can be chosen. */
    words: ['The', 'green', 'frog jumped', 'quickly', 'into the', 'cold', 'water.'],
  },

  plant: {
    prompt: 'What would you plant in a school garden, and why? Write one or two sentences.',
  },

  height: {
    prompt: 'A bean plant grows 3 cm a week. How many centimeters does it grow in 4 weeks?',
  },

  grow: {
    prompt: 'How does a bean grow? Put it in order.',
    options: ['a pod with new beans', 'a seed in the ground', 'a flower', 'a small green shoot'],
  },

  homes: {
    prompt: 'Where does each animal live?',
    animals: ['fish', 'bee', 'worm'],
    places: ['in the water', 'in a hive', 'in the ground'],
  },

  rhymes: {
    prompt: 'Which words rhyme? Make two pairs.',
    words: ['bee', 'frog', 'tree', 'log'],
  },

  seasons: {
    prompt: 'Put a season into each gap.',
    /** Around the two gaps. */
    text: ['In', 'snow lies on the garden. In', 'the days are long and warm.'],
    options: ['summer', 'winter'],
  },

  bell: {
    text: 'Play the recording.',
    recording: 'The bell of the school',
    prompt: 'How many times does the bell ring?',
    options: ['two', 'three', 'four'],
  },

  garden: {
    picture: 'The school garden: a shed, a tree, a pond and a flower bed',
    shed: 'shed',
    tree: 'tree',
    pond: 'pond',
    flowers: 'flower bed',
    home: 'Where in the garden can a fish live?',
    door: 'Point at the door of the shed.',
    walk: 'Nia walks from the shed to the tree, and then to the pond. Show her way.',
    paths: 'One path goes from the shed to the pond. Another goes from the tree to the flower bed. Draw both.',
    put: 'Put the duck on the pond.',
    duck: 'A duck',
  },

  parts: {
    prompt: 'Name the parts of the plant.',
    picture: 'A plant with a flower, a leaf and its roots',
    labels: ['root', 'flower', 'leaf'],
    places: ['at the top', 'at the side of the stem', 'in the ground'],
  },
};

export type PracticeCatalog = typeof enPractice;
