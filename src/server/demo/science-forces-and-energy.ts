import { choiceItem } from './author.ts';
import { closedCircuit, gapCircuit, magnets, oneEndCircuit, openSwitchCircuit } from './pictures/forces-and-energy.ts';
import { plantHeights } from './pictures/plant-heights.ts';
import { SCIENCE } from './science-objectives.ts';

const carTable = `
<table>
  <caption>How far a toy car rolled after the same ramp</caption>
  <thead><tr><th scope="col">Floor</th><th scope="col">Distance (cm)</th></tr></thead>
  <tbody>
    <tr><th scope="row">tile</th><td>210</td></tr>
    <tr><th scope="row">wood</th><td>185</td></tr>
    <tr><th scope="row">carpet</th><td>80</td></tr>
  </tbody>
</table>`;

export const forcesAndEnergyItems = [
  choiceItem('magnets', {
    alignmentIds: [SCIENCE.forces],
    pictures: [magnets],
    body: `<p>Two magnets lie on a smooth table.</p><p>${magnets.html(
      'Two bar magnets in a row with a small gap between them. The left one has its S end on the left and its N end at the gap. The right one has its N end at the gap and its S end on the right.',
    )}</p>`,
    prompt: 'What happens when you let go of them?',
    options: [
      'They pull each other together.',
      'Nothing happens.',
      'They push each other apart.',
      'They lose their magnetism.',
    ],
    keys: [2],
  }),
  choiceItem('circuit', {
    alignmentIds: [SCIENCE.energy],
    pictures: [gapCircuit, closedCircuit, oneEndCircuit, openSwitchCircuit],
    prompt: 'In which of these does the bulb light up?',
    options: [
      gapCircuit.html('One wire goes from the + end of a battery to a bulb. Nothing joins the bulb to the – end.'),
      closedCircuit.html('Wires go from the + end of a battery to a bulb, and from the bulb back to the – end.'),
      oneEndCircuit.html('Two wires go from the + end of a battery to a bulb. Nothing is joined to the – end.'),
      openSwitchCircuit.html('Wires join both ends of a battery to a bulb, but a switch in one of them is open.'),
    ],
    keys: [1],
  }),
  choiceItem('toy-car', {
    alignmentIds: [SCIENCE.forces, SCIENCE.investigation],
    body: carTable,
    prompt: 'Why did the car stop soonest on the carpet?',
    options: [
      'The car was heavier on the carpet.',
      'The ramp was higher at the carpet.',
      'There was no gravity on the carpet.',
      'There was more friction between the wheels and the carpet.',
    ],
    keys: [3],
  }),
  choiceItem('ruler-sound', {
    alignmentIds: [SCIENCE.energy],
    body: '<p>Kai holds a ruler over the edge of a table and plucks the free end. It moves up and down and makes a sound. Then he makes the free end shorter and plucks it again. Now it moves up and down <em>faster</em>.</p>',
    prompt: 'How does the sound change?',
    options: ['It becomes lower.', 'It becomes higher.', 'It stays the same.', 'It becomes an echo.'],
    keys: [1],
  }),
  choiceItem('fair-test', {
    alignmentIds: [SCIENCE.investigation],
    body: '<p>Mia wants to find out which of three kinds of paper towel soaks up the most water.</p>',
    prompt: 'What should Mia do to make the test fair?',
    options: [
      'Use warm water for one towel and cold water for the others.',
      'Use a larger piece of the towel that she likes best.',
      'Use pieces of the same size, and give each the same time in the water.',
      'Test each towel on another day, with another bowl.',
    ],
    keys: [2],
  }),
  choiceItem('plant-heights', {
    alignmentIds: [SCIENCE.investigation, SCIENCE.livingThings],
    pictures: [plantHeights],
    body: `<p>A class grew four groups of bean plants. The groups had different hours of light each day, and everything else was the same.</p><p>${plantHeights.html(
      'A bar chart of the average height after three weeks. 2 hours of light: 6 centimeters. 4 hours: 11 centimeters. 6 hours: 17 centimeters. 8 hours: 22 centimeters.',
    )}</p>`,
    prompt: 'What does the chart show?',
    options: [
      'In this test, plants with more light grew taller.',
      'In this test, plants with less light grew taller.',
      'Bean plants need no light to grow.',
      'All four groups grew to the same height.',
    ],
    keys: [0],
  }),
];
