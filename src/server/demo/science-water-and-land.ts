import { choiceItem } from './author.ts';
import { rockLayers, waterCycle } from './pictures/water-and-land.ts';
import { SCIENCE } from './science-objectives.ts';

export const waterAndLandItems = [
  choiceItem('water-cycle', {
    alignmentIds: [SCIENCE.water],
    pictures: [waterCycle],
    body: `<p>${waterCycle.html(
      'The water cycle in four numbered steps. 1: an arrow goes up from the sea, under the Sun. 2: a cloud in the sky. 3: rain falls from the cloud onto a mountain. 4: a river runs from the mountain back to the sea.',
    )}</p>`,
    prompt: 'What happens at number 2?',
    options: [
      'Water from the sea warms up and goes into the air.',
      'Water vapor cools down and turns into tiny drops.',
      'Drops fall to the ground as rain.',
      'Water flows over the land to the sea.',
    ],
    keys: [1],
  }),
  choiceItem('puddle', {
    alignmentIds: [SCIENCE.water],
    body: '<p>After the rain there is a puddle on the playground. The ground under it is hard and has no holes. In the afternoon the Sun shines, and the puddle is gone.</p>',
    prompt: 'Where did the water go?',
    options: [
      'It turned into oxygen.',
      'It went back into the Sun.',
      'It stopped being anything at all.',
      'It went into the air as water vapor.',
    ],
    keys: [3],
  }),
  choiceItem('cold-glass', {
    alignmentIds: [SCIENCE.water],
    body: '<p>On a warm day Ana pours ice water into a dry glass. Soon there are small drops on the <em>outside</em> of the glass.</p>',
    prompt: 'Where do the drops come from?',
    options: [
      'Water vapor in the air cooled down on the cold glass.',
      'Water went through the glass from the inside.',
      'The ice melted and ran over the top.',
      'The glass itself turned into water.',
    ],
    keys: [0],
  }),
  choiceItem('weather-tools', {
    alignmentIds: [SCIENCE.water, SCIENCE.investigation],
    body: '<p>A class writes down two things about the weather every day:</p><ul><li>how warm the air is</li><li>how much rain fell</li></ul>',
    prompt: 'Which <strong>two</strong> tools does the class need?',
    options: ['a thermometer', 'a wind vane', 'a rain gauge', 'a compass'],
    keys: [0, 2],
  }),
  choiceItem('rock-layers', {
    alignmentIds: [SCIENCE.land],
    pictures: [rockLayers],
    body: `<p>These layers of rock formed one on top of the other. Nothing has turned them over since.</p><p>${rockLayers.html(
      'Four layers of rock, one above the other. Layer 1 is at the top, then layer 2, then layer 3 with a fossil shell in it, and layer 4 is at the bottom.',
    )}</p>`,
    prompt: 'Which layer is the oldest?',
    options: ['layer 1', 'layer 2', 'layer 3', 'layer 4'],
    inOrder: true,
    keys: [3],
  }),
  choiceItem('mountain-fossils', {
    alignmentIds: [SCIENCE.land],
    prompt: 'Hikers find fossils of sea animals in the rock near the top of a mountain. What does this tell us?',
    options: [
      'Fish once lived in trees.',
      'This rock was once under the sea.',
      'Somebody carried the rock up the mountain.',
      'The sea animals walked up the mountain.',
    ],
    keys: [1],
  }),
  choiceItem('erosion', {
    alignmentIds: [SCIENCE.land],
    body: '<p><em>Erosion</em> means that soil or pieces of rock are carried away from their place.</p>',
    prompt: 'Which of these is erosion?',
    options: [
      'Water freezes in a crack and the rock splits.',
      'Lava cools down and becomes rock.',
      'A river carries sand to the sea.',
      'A seed sprouts in the soil.',
    ],
    keys: [2],
  }),
  choiceItem('hill-field', {
    alignmentIds: [SCIENCE.land],
    body: '<p>A field lies on the side of a hill. Nothing grows on it in winter, and the rain washes soil down the hill.</p>',
    prompt: 'What is the best way to keep the soil in its place?',
    options: [
      'Grow grass on the field in winter.',
      'Dig straight ditches down the hill.',
      'Water the field every day.',
      'Take away all the trees around the field.',
    ],
    keys: [0],
  }),
];
