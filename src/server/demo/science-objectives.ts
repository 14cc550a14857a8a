import type { Objective } from '../../shared/contract/exam.ts';

/** Ids by short name, for the items to align to. */
export const SCIENCE = {
  sky: '0f4d7a3e-52b1-4c7e-9a55-1f0b6c2d8e01',
  water: '3c9be1f8-7d24-4f0a-8b61-5ae2407c9d02',
  land: '5e82c0a7-19f6-4d3b-a7c4-82d15be3f603',
  foodWebs: '71d6f4b2-c85e-4a19-93e0-b64a0c71de04',
  livingThings: '8a07e95d-3f41-4be6-8c2d-d90f57a8b405',
  matter: '96b3d12c-e07a-4598-b1f4-0e6c82d49a06',
  forces: 'ab54c68f-2d93-4e70-86a5-37f1e9b0c507',
  energy: 'c27f0e91-8b6d-4a34-9d18-6b5ca3f2e708',
  investigation: 'de1980b4-64ca-4f25-a03e-94d7f16b8c09',
} as const;

export const scienceObjectives: Objective[] = [
  {
    id: SCIENCE.sky,
    abbreviation: 'S.1',
    text: 'explain day and night, shadows, seasons and the Moon by how things move;',
  },
  { id: SCIENCE.water, abbreviation: 'S.2', text: 'follow water through the water cycle and measure the weather;' },
  { id: SCIENCE.land, abbreviation: 'S.3', text: 'tell how rock, soil and land change over time;' },
  { id: SCIENCE.foodWebs, abbreviation: 'L.1', text: 'follow energy and matter through a food web;' },
  {
    id: SCIENCE.livingThings,
    abbreviation: 'L.2',
    text: 'tell how the parts of living things help them to live and grow;',
  },
  { id: SCIENCE.matter, abbreviation: 'M.1', text: 'describe matter by its properties and tell how it changes;' },
  { id: SCIENCE.forces, abbreviation: 'F.1', text: 'describe what pushes, pulls and friction do to things that move;' },
  { id: SCIENCE.energy, abbreviation: 'F.2', text: 'describe how electricity and sound carry energy;' },
  { id: SCIENCE.investigation, abbreviation: 'I.1', text: 'plan a fair test and read its results;' },
];
