import { choiceItem } from './author.ts';
import { measuringCylinders, particles } from './pictures/matter.ts';
import { SCIENCE } from './science-objectives.ts';

const alignmentIds = [SCIENCE.matter];

export const matterItems = [
  choiceItem('particles', {
    alignmentIds,
    pictures: [particles],
    body: `<p>All matter is made of tiny particles. The dots in the boxes stand for them.</p><p>${particles.html(
      'Three boxes with dots. In box 1 the dots are packed in tidy rows at the bottom. In box 2 a few dots are far apart and spread through the whole box. In box 3 the dots are close together without order and fill the bottom of the box.',
    )}</p>`,
    prompt: 'Which box shows a gas?',
    options: ['box 1', 'box 2', 'box 3'],
    inOrder: true,
    keys: [1],
  }),
  choiceItem('melting', {
    alignmentIds,
    body: '<p>Omar puts 100 grams of ice into a jar and closes the lid tightly. All of the ice melts.</p>',
    prompt: 'How much water is in the jar now?',
    options: ['0 grams', '90 grams', '100 grams', '110 grams'],
    keys: [2],
  }),
  choiceItem('iron-and-sand', {
    alignmentIds,
    prompt: 'Small pieces of iron fell into a box of dry sand. What is the easiest way to get them out?',
    options: ['Heat the sand.', 'Add water and stir.', 'Shine a light on the sand.', 'Move a magnet through the sand.'],
    keys: [3],
  }),
  choiceItem('sugar-in-tea', {
    alignmentIds,
    prompt: 'Mei stirs sugar into warm tea until she cannot see it any more. What happened to the sugar?',
    options: [
      'It dissolved. It is still in the tea.',
      'It went into the air.',
      'It turned into water.',
      'It was used up by the heat.',
    ],
    keys: [0],
  }),
  choiceItem('new-materials', {
    alignmentIds,
    body: '<p>Some changes only give a material another shape or state. Others make a <em>new</em> material.</p>',
    prompt: 'In which <strong>two</strong> changes is a new material made?',
    options: ['Paper is torn.', 'An iron nail rusts.', 'Ice melts.', 'A log burns.'],
    keys: [1, 3],
  }),
  choiceItem('stone-volume', {
    alignmentIds: [SCIENCE.matter, SCIENCE.investigation],
    pictures: [measuringCylinders],
    body: `<p>Ivy wants to know how much space a stone takes up. She puts it into water. One milliliter of water takes up 1 cm<sup>3</sup>.</p><p>${measuringCylinders.html(
      'Two measuring cylinders with a scale in milliliters. Before: the water stands at 40. After: a stone lies in the water, and the water stands at 55.',
    )}</p>`,
    prompt: 'What is the volume of the stone?',
    options: ['15 cm<sup>3</sup>', '40 cm<sup>3</sup>', '55 cm<sup>3</sup>', '95 cm<sup>3</sup>'],
    keys: [0],
  }),
];
