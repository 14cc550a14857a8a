import type { AuthoredItem } from '../../shared/contract/exam.ts';
import { choiceItem } from './author.ts';
import { SCIENCE } from './science-objectives.ts';

/** Shared by the items below: the student keeps their place in it from one to the next. */
const stimulus: AuthoredItem['stimulus'] = {
  id: 'a-year-at-the-pond',
  title: 'A year at the pond',
  body: `
<p>Behind the school there is a pond. Last year the fourth graders visited it every month and wrote down what they saw.</p>
<p>In March the ice was gone and the water was clear. By May tiny green algae floated near the top of the water, where there is the most light. Snails and tadpoles ate the algae. Dragonfly nymphs hid between the water plants and caught the tadpoles. In the mornings a heron stood very still at the edge of the pond until it caught a nymph or a frog.</p>
<p>In July the whole pond was thick and green. A gardener had spread too much plant food on the lawn nearby, and the rain had washed some of it into the pond. “Plant food feeds algae too,” said their teacher, Ms. Okoro. The thick algae kept the light from the water plants below, and many of them died. Tiny living things broke down the dead plants, and they used up oxygen in the water to do it. Fish came to the top and gulped.</p>
<p>The class wrote to the gardener. He agreed to use less plant food, and to let a wide strip of tall grass grow between the lawn and the water. Roots in the strip take up plant food before the rain can wash it into the pond.</p>
<p>In October the water was clearer. The students counted 46 snails where they had counted 12 in July. “The pond is not like it was in May,” Amira wrote in the class notebook, “but it is getting better. We will count again in spring.”</p>`,
};

export const pondItems = [
  choiceItem('pond-food-chain', {
    alignmentIds: [SCIENCE.foodWebs],
    stimulus,
    body: '<p>An arrow in a food chain points from what is eaten to what eats it.</p>',
    prompt: 'Which of these is a food chain in the pond?',
    options: [
      'heron → dragonfly nymph → tadpole → algae',
      'algae → heron → tadpole → dragonfly nymph',
      'algae → tadpole → dragonfly nymph → heron',
      'tadpole → algae → dragonfly nymph → heron',
    ],
    keys: [2],
  }),
  choiceItem('pond-green', {
    alignmentIds: [SCIENCE.foodWebs],
    stimulus,
    prompt: 'Why did so many algae grow in July?',
    options: [
      'Rain washed plant food into the pond.',
      'The heron ate all the snails.',
      'The ice on the pond melted.',
      'The class put new algae into the pond.',
    ],
    keys: [0],
  }),
  choiceItem('pond-fish', {
    alignmentIds: [SCIENCE.foodWebs],
    stimulus,
    prompt: 'Why did the fish come to the top and gulp in July?',
    options: [
      'They wanted to eat the heron.',
      'The water at the top was cooler.',
      'They were looking for tall grass.',
      'There was too little oxygen in the water.',
    ],
    keys: [3],
  }),
  choiceItem('pond-gardener', {
    alignmentIds: [SCIENCE.foodWebs],
    stimulus,
    prompt: 'Which <strong>two</strong> things did the gardener do to help the pond?',
    options: [
      'He used less plant food.',
      'He put more fish into the pond.',
      'He let tall grass grow between the lawn and the water.',
      'He took the algae out with a net.',
    ],
    keys: [0, 2],
  }),
  choiceItem('pond-evidence', {
    alignmentIds: [SCIENCE.foodWebs, SCIENCE.investigation],
    stimulus,
    prompt: 'Which of their observations tells the students that the pond is getting better?',
    options: [
      'A heron stands at the edge in the morning.',
      'There are more snails than in July, and the water is clearer.',
      'The ice is gone in March.',
      'Fish come to the top and gulp.',
    ],
    keys: [1],
  }),
];
