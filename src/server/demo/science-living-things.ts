import { choiceItem } from './author.ts';
import { butterfly, longBeak, plantParts } from './pictures/living-things.ts';
import { SCIENCE } from './science-objectives.ts';

const alignmentIds = [SCIENCE.livingThings];

export const livingThingsItems = [
  choiceItem('plant-parts', {
    alignmentIds,
    pictures: [plantParts],
    body: `<p>${plantParts.html(
      'A plant with four numbered parts. 1 is the flower at the top. 2 is a green leaf. 3 is the stem. 4 is the roots, under the ground.',
    )}</p>`,
    prompt: 'Which part makes most of the plant’s food?',
    options: ['1, the flower', '2, the leaf', '3, the stem', '4, the roots'],
    inOrder: true,
    keys: [1],
  }),
  choiceItem('plant-food', {
    alignmentIds: [SCIENCE.livingThings, SCIENCE.foodWebs],
    prompt: 'Green plants make their own sugar. Which <strong>three</strong> things do they need for it?',
    options: ['carbon dioxide (CO<sub>2</sub>) from the air', 'light', 'water (H<sub>2</sub>O)', 'sugar from the soil'],
    keys: [0, 1, 2],
  }),
  choiceItem('long-beak', {
    alignmentIds,
    pictures: [longBeak],
    body: `<p>${longBeak.html('The head of a small bird. Its beak is very long and thin, much longer than its head.')}</p>`,
    prompt: 'What is this bird’s beak best for?',
    options: [
      'cracking hard seeds',
      'tearing meat',
      'drinking nectar from deep flowers',
      'holding on to slippery fish',
    ],
    keys: [2],
  }),
  choiceItem('cactus', {
    alignmentIds,
    prompt: 'A cactus has a thick stem. How does this help it to live in the desert?',
    options: [
      'The stem stores water for a long dry time.',
      'The stem keeps rain away from the roots.',
      'The stem catches insects for food.',
      'The stem makes shade for other plants.',
    ],
    keys: [0],
  }),
  choiceItem('puppy', {
    alignmentIds,
    prompt: 'Which of these did a puppy get from its parents before it was born?',
    options: [
      'It sits down when it hears “sit”.',
      'It has a scar on one ear.',
      'It runs to the door when the bell rings.',
      'It has brown fur.',
    ],
    keys: [3],
  }),
  choiceItem('butterfly', {
    alignmentIds,
    pictures: [butterfly],
    body: `<p>The picture shows the life of a butterfly. One stage is left out.</p><p>${butterfly.html(
      'A circle of four stages with arrows from each to the next: egg, caterpillar, a question mark, butterfly, and back to egg.',
    )}</p>`,
    prompt: 'Which stage is left out?',
    options: ['tadpole', 'seed', 'nestling', 'chrysalis'],
    keys: [3],
  }),
  choiceItem('dead-log', {
    alignmentIds: [SCIENCE.foodWebs],
    prompt: 'Mushrooms and bacteria live on a dead log. What is their work in the forest?',
    options: [
      'They make new wood so that the log can grow again.',
      'They keep animals away from the log.',
      'They break down the log, and what it was made of goes back into the soil.',
      'They turn sunlight into food for the log.',
    ],
    keys: [2],
  }),
];
