/*
 * The words of questions in which things are put in order, together, into gaps and onto pictures, in English; see `en.ts`.
 * What was done is read out: what was moved, and where it is now.
 */
export const enPlacing = {
  clear: 'Clear answer',
  takeOut: 'Take out',
  takeOutNamed: (name: string) => `Take out ${name}`,
  option: (n: number) => `option ${n}`,
  usedUp: (name: string, max: number) =>
    max === 1
      ? `${name} is used already. Take it out first.`
      : `${name} is used ${max} times already. Take one out first.`,
  full: (max: number) => `You have used all ${max}. Take one out first.`,
  used: 'in use',
  held: (name: string) => `${name}: choose where it goes.`,
  letGo: 'Leave it',
  cleared: 'Your answer is cleared.',

  order: {
    guide: 'Drag each one to its place, or use the arrows.',
    guideSideways: 'Drag each one to its place. Or choose it, then its new place. Arrow keys work too.',
    guideSome: 'Put them in order.',
    position: (at: number, total: number) => `${at} of ${total}`,
    earlier: (name: string) => `Move ${name} up`,
    later: (name: string) => `Move ${name} down`,
    moved: (name: string, at: number, total: number) => `${name}, now ${at} of ${total}.`,
    out: (name: string) => `${name} is out of the order.`,
    confirm: 'This order is right',
    confirmed: 'This order is your answer. You can still change it.',
  },

  pairs: {
    guide: 'Drag each one to where it belongs. Or choose it, then choose its place.',
    matrix: 'Choose in each line.',
    place: (name: string) => `Put it with ${name}`,
    nothing: 'nothing yet',
    joined: (source: string, target: string) => `${source} is with ${target}.`,
    parted: (source: string, target: string) => `${source} is no longer with ${target}.`,
  },

  associate: {
    guide: 'Drag one onto the other that belongs to it. Or choose one, then the other.',
    guideAreas: 'Choose one place in the picture, then the other that belongs to it. You can drag a line too.',
    heading: 'Your pairs',
    none: 'No pairs yet.',
    pair: (source: string, target: string) => `${source} and ${target}`,
    joined: (source: string, target: string) => `${source} and ${target} are a pair.`,
    parted: (source: string, target: string) => `${source} and ${target} are no longer a pair.`,
    itself: 'Choose another one to go with it.',
  },

  gaps: {
    guide: 'Drag each one into its gap. Or choose it, then choose its gap.',
    guideAreas: 'Drag each one to its place in the picture. Or choose it, then choose its place.',
    heading: 'What you placed',
    none: 'Nothing is placed yet.',
    gap: (n: number) => `Gap ${n}`,
    empty: 'empty',
    joined: (source: string, place: string) => `${source} is in ${place}.`,
    parted: (source: string, place: string) => `${source} is out of ${place}.`,
  },

  picture: {
    missing: (alt: string) => (alt ? `This picture is missing: ${alt}` : 'A picture is missing here.'),
    missingAreas: 'You can still choose from this list. Tell your teacher.',
    missingPoints: 'You cannot answer without it. Go on with the next question, and tell your teacher.',
    area: (n: number) => `Area ${n}`,
    chosen: (name: string) => `${name} is chosen.`,
    unchosen: (name: string) => `${name} is no longer chosen.`,
    hotspot: 'Choose in the picture.',
    order: 'Choose the places in the picture in the right order.',
    chosenOrder: 'Your order',
  },

  points: {
    guide: 'Point at the place. With keys: the arrow keys move the cross, Shift makes larger steps, Enter sets it.',
    guideObject:
      'Drag it to its place, or point at the place. With keys: the arrow keys move the cross, Shift makes larger steps, Enter sets it.',
    picture: 'Place on the picture',
    cross: 'Cross',
    wait: 'Now choose its place in the picture.',
    place: (x: number, y: number) => `${x} across, ${y} down`,
    point: (n: number) => `Point ${n}`,
    only: 'Your point',
    set: (name: string, where: string) => `${name}: ${where}.`,
    out: (name: string) => `${name} is gone.`,
    list: 'Your points',
    object: 'The small picture',
  },

  limits: {
    upTo: (max: number) => `Up to ${max}.`,
    atLeast: (min: number) => `At least ${min}.`,
    between: (min: number, max: number) => (min === max ? `Exactly ${min}.` : `${min} to ${max}.`),
  },
};

export type PlacingCatalog = typeof enPlacing;
