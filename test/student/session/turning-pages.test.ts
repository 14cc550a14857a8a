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
  expect(await attempt.readItem('item-7')).toMatchObject({ id: 'item-7' });
  port.item = () => Promise.reject(new Error('asked twice'));
  goTo(7);
  expect(attempt.item.value).toMatchObject({ state: 'open', item: { id: 'item-7' } });
});
