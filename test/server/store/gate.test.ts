import { expect, it } from 'vitest';
import { Gate } from '../../../src/server/store/gate.ts';

/** Lets jobs in as they are named, and tells which of them run. */
function doorman(most: number) {
  const gate = new Gate(most);
  const running = new Map<string, (hadConflict: boolean) => void>();
  return {
    ask: (name: string, alone = false) => {
      void gate.enter({ alone }).then((leave) => running.set(name, leave));
    },
    end: (name: string, hadConflict = false) => {
      running.get(name)?.(hadConflict);
      running.delete(name);
    },
    running: async () => {
      await new Promise(setImmediate);
      return [...running.keys()].sort().join('');
    },
  };
}

it('lets so many run at once and no more, and the next as soon as one ends, in the order in which they came', async () => {
  const { ask, end, running } = doorman(2);
  for (const name of 'abcd') ask(name);
  expect(await running()).toBe('ab');
  end('a');
  expect(await running()).toBe('bc');
  end('b');
  end('c');
  expect(await running()).toBe('d');
});

it('lets one that asks to run alone wait for those that run, and those behind it wait for it', async () => {
  const { ask, end, running } = doorman(3);
  ask('a');
  ask('b');
  ask('c', true);
  ask('d');
  expect(await running()).toBe('ab');
  end('a');
  expect(await running()).toBe('b');
  end('b');
  expect(await running()).toBe('c');
  end('c');
  expect(await running()).toBe('d');
});

it('lets fewer run at once while they get in each other’s way, never none, and more again when they do not', async () => {
  const { ask, end, running } = doorman(4);
  const names = [...'abcdefghijklmnop'];
  for (const name of names) ask(name);
  for (const name of 'abcdef') {
    await running();
    end(name, true);
  }
  expect(await running()).toBe('g');
  for (const name of 'ghijkl') {
    await running();
    end(name);
  }
  expect(await running()).toBe('mn');
});
