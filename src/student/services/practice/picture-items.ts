import type { PracticeCatalog } from '../../strings/en-practice.ts';
import { options, words } from './content.ts';
import { DUCK, GARDEN, PLANT } from './files.ts';
import { inOrder, inPairs, oneOf, pointIn } from './keys.ts';
import { type PracticeItem, practiceItem } from './practice-item.ts';

const once = { matchMax: 1, matchMin: 0 };
const area = (shape: 'circle' | 'rect' | 'ellipse', coords: number[], label: string) => ({ shape, coords, label });

const POND = { shape: 'ellipse' as const, coords: [120, 246, 84, 46] };
const DOOR = { shape: 'rect' as const, coords: [78, 104, 112, 156] };

/** The questions that are answered on a picture. */
export function pictureItems({ garden, parts }: PracticeCatalog): PracticeItem[] {
  const picture = { src: GARDEN.name, alt: garden.picture, width: 480, height: 320 };
  const areas = [
    area('rect', [28, 28, 162, 156], garden.shed),
    area('circle', [362, 84, 62], garden.tree),
    area(POND.shape, POND.coords, garden.pond),
    area('rect', [300, 214, 440, 284], garden.flowers),
  ];
  const some = { minChoices: 0, maxChoices: 1 };
  const id = 'q';
  return [
    practiceItem({ id: 'home', media: [GARDEN] }, [
      { id, interactionType: 'hotspot', prompt: words(garden.home), ...some, picture, areas },
      oneOf(areas.length, 2),
    ]),
    practiceItem({ id: 'door', media: [GARDEN] }, [
      { id, interactionType: 'selectPoint', prompt: words(garden.door), ...some, picture },
      pointIn(DOOR, [95, 130]),
    ]),
    practiceItem({ id: 'walk', media: [GARDEN] }, [
      {
        id,
        interactionType: 'graphicOrder',
        prompt: words(garden.walk),
        minChoices: 3,
        maxChoices: 3,
        picture,
        areas,
      },
      inOrder(areas.length, [0, 1, 2]),
    ]),
    practiceItem({ id: 'paths', media: [GARDEN] }, [
      {
        id,
        interactionType: 'graphicAssociate',
        prompt: words(garden.paths),
        minAssociations: 0,
        maxAssociations: 2,
        picture,
        areas: areas.map((one) => ({ ...one, ...once })),
      },
      inPairs(areas.length, null, [
        [0, 2],
        [1, 3],
      ]),
    ]),
    practiceItem({ id: 'parts', media: [PLANT] }, [
      {
        id,
        interactionType: 'graphicGapMatch',
        prompt: words(parts.prompt),
        minAssociations: 0,
        maxAssociations: 0,
        picture: { src: PLANT.name, alt: parts.picture, width: 360, height: 400 },
        sources: options(parts.labels).map((one) => ({ ...one, ...once })),
        areas: [
          [116, 14, 244, 134],
          [190, 140, 300, 210],
          [110, 276, 246, 380],
        ].map((coords, at) => ({ ...area('rect', coords, parts.places[at] ?? ''), ...once })),
      },
      inPairs(parts.labels.length, 3, [
        [1, 0],
        [2, 1],
        [0, 2],
      ]),
    ]),
    practiceItem({ id: 'put', media: [GARDEN, DUCK] }, [
      {
        id,
        interactionType: 'positionObject',
        prompt: words(garden.put),
        ...some,
        picture,
        object: { src: DUCK.name, alt: garden.duck, width: 64, height: 64 },
      },
      pointIn(POND, [120, 246]),
    ]),
  ];
}
