/* What going from item to item asks of the device, by a clock that the test moves. */
import { expect, test } from 'vitest';
import { Attempt } from '../../../src/student/session/attempt.ts';
import { MemoryPort } from '../../support/memory-port.ts';
import { sampleItems, sampleSnapshot } from '../../support/sample-test.ts';
import { VirtualTime } from '../sync/virtual-time.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function open() {
  const clock = new VirtualTime();
  const port = new MemoryPort(sampleSnapshot, sampleItems);
  const attempt = new Attempt({ snapshot: sampleSnapshot, item: sampleItems[0] ?? null, later: clock.later });
  attempt.connect(port, port.snapshot);
  const noted: Array<string | null> = [];
  port.subscribe(({ itemId }) => noted.push(itemId));
  const goTo = (n: number) => {
    const place = attempt.questions[n - 1];
    if (!place) throw new Error('the sample is too short');
    attempt.goTo(place);
  };
  return { attempt, port, clock, noted, goTo };
}

test('whoever turns page after page has the place noted where they stay, once', async () => {
  const { clock, noted, goTo } = open();
  goTo(2);
  await clock.advance(299);
  goTo(3);
  await clock.advance(299);
  expect(noted).toEqual([]);
  await clock.advance(1);
  await settle();
  expect(noted).toEqual(['item-3']);
  await clock.advance(10_000);
  expect(noted).toEqual(['item-3']);
});

test('whoever leaves the page or the test has the place noted at once', async () => {
  const { attempt, noted, goTo } = open();
  goTo(2);
  attempt.saveNow();
  await settle();
  expect(noted).toEqual(['item-2']);
  goTo(3);
  await attempt.close();
  expect(noted).toEqual(['item-2', 'item-3']);
});

test('an item that was read ahead opens without the device', async () => {
  const { attempt, port, goTo } = open();
  expect(await attempt.position.read('item-7')).toMatchObject({ id: 'item-7' });
  port.item = () => Promise.reject(new Error('asked twice'));
  goTo(7);
  expect(attempt.item.value).toMatchObject({ state: 'open', item: { id: 'item-7' } });
});

test('an item that does not open says so and opens on the next try', async () => {
  const { attempt, port, goTo } = open();
  const opens = port.item.bind(port);
  port.item = () => Promise.reject(new Error('broken'));
  goTo(3);
  expect(attempt.item.value).toEqual({ state: 'opening' });
  await settle();
  expect(attempt.item.value).toEqual({ state: 'failed' });
  port.item = opens;
  await attempt.position.reopen();
  expect(attempt.item.value).toMatchObject({ state: 'open', item: { id: 'item-3' } });
});

test('of an item that is read twice at once there is one object', async () => {
  const { attempt, goTo } = open();
  goTo(7);
  const [one, other] = await Promise.all([attempt.position.read('item-7'), attempt.position.read('item-7')]);
  expect(one).toBe(other);
  expect(attempt.item.value).toMatchObject({ state: 'open' });
  expect(attempt.item.value.state === 'open' && attempt.item.value.item).toBe(one);
});

const idsOf = (attempt: Attempt) => attempt.position.near.value.map(({ id }) => id);

test('once the student stays, what a step leads to is near', async () => {
  const { attempt, clock, goTo } = open();
  await clock.advance(299);
  expect(idsOf(attempt)).toEqual([]);
  await clock.advance(1);
  await settle();
  expect(idsOf(attempt)).toEqual(['item-1', 'item-2']);
  goTo(7);
  await settle();
  expect(idsOf(attempt)).toEqual(['item-1', 'item-2']);
  await clock.advance(300);
  await settle();
  expect(idsOf(attempt)).toEqual(['item-6', 'item-7', 'item-8']);
});

test('nothing is near that the student has left behind meanwhile', async () => {
  const { attempt, port, clock, goTo } = open();
  const opens = port.item.bind(port);
  let letThrough = () => {};
  port.item = async (itemId) => {
    if (itemId === 'item-2') await new Promise<void>((resolve) => (letThrough = resolve));
    return opens(itemId);
  };
  await clock.advance(300);
  goTo(5);
  letThrough();
  await settle();
  expect(idsOf(attempt)).toEqual([]);
  await clock.advance(300);
  await settle();
  expect(idsOf(attempt)).toEqual(['item-4', 'item-5', 'item-6']);
});

test('an item with a recording is near to none: it is heard where it is seen', async () => {
  const clock = new VirtualTime();
  const sound = {
    name: 'a.mp3',
    type: 'audio/mpeg',
    hash: 'a'.repeat(64),
    contentHash: 'b'.repeat(64),
    bytes: 1,
  };
  const items = sampleItems.map((item) => (item.id === 'item-2' ? { ...item, media: [sound] } : item));
  const port = new MemoryPort(sampleSnapshot, items);
  const attempt = new Attempt({ snapshot: sampleSnapshot, item: items[0] ?? null, later: clock.later });
  attempt.connect(port, port.snapshot);
  await clock.advance(300);
  await settle();
  expect(idsOf(attempt)).toEqual(['item-1']);
  const next = attempt.position.neighbour(1);
  if (next) attempt.goTo(next);
  await clock.advance(300);
  await settle();
  expect(idsOf(attempt)).toEqual(['item-1', 'item-3']);
});
