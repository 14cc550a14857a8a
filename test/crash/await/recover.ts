import { checkAtRest } from '../../simulation/check-rest.ts';
import { checkAlways } from '../../simulation/invariants.ts';
import { readDeviceRows } from '../../simulation/rows.ts';
import { openItems } from './open-items.ts';
import type { Path } from './paths.ts';
import type { School } from './school.ts';

/*
 * What must hold after a cut, beside the simulator's invariants 1 to 12:
 *
 * 13. Every item and picture that a session calls ready, or a run is answered on, is there, verified, and opens.
 * 14. Whoever comes back sees all that they were told is saved.
 */

/**
 * Looks at what a cut left behind; then the network is well, and everybody comes back and does what they were about to.
 *
 * @param comesFirst what a page that starts asks the server for: nothing says in which order
 * @returns what broke first, in sentences; empty when all is well
 */
export async function recover(school: School, path: Path, comesFirst: 'upload' | 'list'): Promise<string[]> {
  const steps = [
    () => look(school),
    () => damaged(school),
    // Nobody does anything: what is unsent goes by itself, also of a student who left.
    async () => {
      if (path.isOffline) return [];
      if (comesFirst === 'list') await school.device.act(() => school.device.refresh());
      return await uploaded(school);
    },
    async () => {
      await path.act(school);
      return (await path.goal?.(school)) ?? [];
    },
    async () => {
      for (const file of school.files) await school.bring(file);
      return await look(school);
    },
    ...(path.comeBack ?? ['ada']).map((student) => async () => {
      await school.comeBack(student);
      return [...(await look(school)), ...(await checkAtRest(school)), ...(await shown(school))];
    }),
    () => damaged(school),
  ];
  for (const step of steps) {
    const found = await step();
    if (found.length > 0) return found;
  }
  return [];
}

const look = async (school: School): Promise<string[]> => (await checkAlways(school, null)).found;

async function uploaded(school: School): Promise<string[]> {
  await school.waitForUploads();
  return [...(await look(school)), ...(await checkAtRest(school))];
}

/** 13 */
async function damaged(school: School): Promise<string[]> {
  try {
    await openItems(school.device.db);
    return [];
  } catch (error) {
    return [`13: content is not whole: ${error}`];
  }
}

/** 14 */
async function shown(school: School): Promise<string[]> {
  const { answers, runs } = await readDeviceRows(school.device);
  return [...school.saved.values()].flatMap(({ run, itemId, index }) => {
    if (runs.find((row) => row.run === run)?.sealed !== null) return [];
    const row = answers.find((answer) => answer.run === run && answer.itemId === itemId);
    const value = row?.response && 'options' in row.response ? (row.response.options[0]?.index ?? null) : null;
    return value === index ? [] : [`14: ${itemId} of ${run} was saved as ${index}, and ${value} is shown`];
  });
}
