import { choiceItem } from './author.ts';
import { moonPhases, shadows } from './pictures/sky.ts';
import { SCIENCE } from './science-objectives.ts';

const alignmentIds = [SCIENCE.sky];

const planetTable = `
<table>
  <caption>Four planets and their trips around the Sun</caption>
  <thead>
    <tr><th scope="col">Planet</th><th scope="col">Distance from the Sun (million km)</th><th scope="col">Time for one trip (Earth days)</th></tr>
  </thead>
  <tbody>
    <tr><th scope="row">Venus</th><td>108</td><td>225</td></tr>
    <tr><th scope="row">Earth</th><td>150</td><td>365</td></tr>
    <tr><th scope="row">Mars</th><td>228</td><td>687</td></tr>
    <tr><th scope="row">Jupiter</th><td>778</td><td>4,333</td></tr>
  </tbody>
</table>`;

export const skyItems = [
  choiceItem('day-and-night', {
    alignmentIds,
    prompt: 'Why do we have day and night?',
    options: [
      'Earth goes around the Sun once each day.',
      'The Moon covers the Sun every evening.',
      'Earth spins around once about every 24 hours.',
      'The Sun goes around Earth once each day.',
    ],
    keys: [2],
  }),
  choiceItem('noon-shadow', {
    alignmentIds,
    pictures: [shadows],
    body: `<p>Ben put a stick in the ground. He drew its shadow at three times of one sunny day.</p><p>${shadows.html(
      'A stick and its shadow at three times. At 9 in the morning the Sun is low and the shadow is long. At noon the Sun is high and the shadow is short. At 3 in the afternoon the Sun is lower again and the shadow is long, on the other side.',
    )}</p>`,
    prompt: 'Why is the shadow shortest at noon?',
    options: [
      'The Sun is at its highest in the sky.',
      'The Sun is nearer to Earth than in the morning.',
      'The stick is warmer than in the morning.',
      'The Sun is brighter than in the afternoon.',
    ],
    keys: [0],
  }),
  choiceItem('moonlight', {
    alignmentIds,
    prompt: 'The Moon looks bright in the night sky. Where does its light come from?',
    options: [
      'From hot rock on the Moon.',
      'From the Sun. Its light bounces off the Moon.',
      'From Earth’s cities. Their light bounces off the Moon.',
      'From the stars that are behind the Moon.',
    ],
    keys: [1],
  }),
  choiceItem('moon-phases', {
    alignmentIds,
    pictures: [moonPhases],
    body: `<p>The picture shows the Moon as people in the northern half of Earth see it. About one week passes from each picture to the next.</p><p>${moonPhases.html(
      'Four circles in a row. The first is all dark. In the second the right half is bright. The third is all bright. The fourth has a question mark.',
    )}</p>`,
    prompt: 'How does the Moon look in the fourth picture?',
    options: ['All of it is dark.', 'The right half is bright.', 'All of it is bright.', 'The left half is bright.'],
    keys: [3],
  }),
  choiceItem('seasons', {
    alignmentIds,
    prompt: 'Why does a place like Chicago have a warm summer and a cold winter?',
    options: [
      'Earth is much closer to the Sun in summer.',
      'Earth is tilted while it goes around the Sun.',
      'The Sun gives off less light in winter.',
      'The Moon takes away heat in winter.',
    ],
    keys: [1],
  }),
  choiceItem('planet-years', {
    alignmentIds: [SCIENCE.sky, SCIENCE.investigation],
    body: planetTable,
    prompt: 'Which sentence tells what the table shows?',
    options: [
      'All planets need the same time for one trip.',
      'The closer a planet is to the Sun, the longer its trip takes.',
      'The farther a planet is from the Sun, the longer its trip takes.',
      'Jupiter is closer to the Sun than Mars.',
    ],
    keys: [2],
  }),
  choiceItem('nearest-star', {
    alignmentIds,
    prompt: 'The Sun is a star. Why does it look so much bigger than the other stars?',
    options: [
      'It is much closer to us than the other stars.',
      'It is the largest star of all.',
      'It is the only star that is hot.',
      'It is in front of the clouds.',
    ],
    keys: [0],
  }),
  choiceItem('own-light', {
    alignmentIds,
    prompt: 'Which <strong>two</strong> of these make their own light?',
    options: ['the Sun', 'the Moon', 'the planet Mars', 'the star Sirius'],
    keys: [0, 3],
  }),
];
