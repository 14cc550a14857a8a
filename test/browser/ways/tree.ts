/*
 * Through the accessibility tree alone, as a screen reader does it: what the tree does not tell is not there, and what is done is
 * done to the node that it names.
 */
import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENCE_MS } from './eyes.ts';
import { focusIsKept, selectWithKeys } from './keyboard.ts';
import type { Foreign, Role, State, Thing, Way } from './way.ts';

type Node = Awaited<ReturnType<typeof fullTree>>[number];

/** Where Chromium's word for a role is another one. */
const ROLES: Partial<Record<Role, string>> = { summary: 'DisclosureTriangle' };
/** Whatever has one of these is aimed at, or gone to, by its name. */
const NAMED = new Set(
  'button checkbox combobox dialog heading link navigation progressbar radio region slider textbox DisclosureTriangle'.split(
    ' ',
  ),
);
const options = { timeout: PATIENCE_MS, interval: 30 };

export async function byTree(page: Page, foreign: Foreign): Promise<Way> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Accessibility.enable');

  const all = async ({ role, name, within }: Thing): Promise<Node[]> => {
    const scope = within ? (await one(within)).backendDOMNodeId : await documentOf(devtools);
    const { nodes } = await devtools.send('Accessibility.queryAXTree', {
      ...(scope !== undefined && { backendNodeId: scope }),
      accessibleName: name,
      role: ROLES[role] ?? role,
    });
    return nodes.filter(({ ignored }) => !ignored);
  };
  const one = async (thing: Thing): Promise<Node> => {
    const message = `the ${thing.role} ${thing.name} in the accessibility tree`;
    let found: Node[] = [];
    const look = async () => {
      found = await all(thing).catch(() => []);
      return found.length;
    };
    await expect.poll(look, { ...options, message }).toBe(1);
    return found[0] ?? expect.fail(message);
  };

  /** Gives it the focus, as a screen reader does before it does anything to it. */
  const focus = async (thing: Thing): Promise<number> => {
    let node = await one(thing);
    // What comes of the step before may be what it can be used by.
    const use = async () => {
      node = await one(thing);
      return [property(node, 'focusable'), property(node, 'disabled')];
    };
    await expect.poll(use, { ...options, message: thing.name }).toEqual([true, undefined]);
    const { backendDOMNodeId = expect.fail() } = node;
    await devtools.send('DOM.focus', { backendNodeId: backendDOMNodeId });
    return backendDOMNodeId;
  };
  /** The default action of a node. */
  const press = async (thing: Thing) => {
    const { object } = await devtools.send('DOM.resolveNode', { backendNodeId: await focus(thing) });
    await devtools.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? expect.fail(),
      functionDeclaration: 'function () { this.click(); }',
    });
    await focusIsKept(page, `${thing.name} was pressed`);
  };

  return {
    see: async (thing) => void (await one(thing)),
    gone: (thing) => expect.poll(async () => (await all(thing)).length, { ...options, message: thing.name }).toBe(0),
    is: (thing, state, holds = true) =>
      expect.poll(async () => has(await one(thing), state), { ...options, message: thing.name }).toBe(holds),
    valueOf: async (thing) => Number((await one(thing)).value?.value),
    read: (words) => expect.poll(async () => textOf(await fullTree(devtools)), options).toContain(words),
    press,
    choose: press,
    async write(field, text) {
      await focus(field);
      await page.keyboard.insertText(text);
    },
    async select({ text, words, after }) {
      await focus(text);
      await selectWithKeys(page, words, after);
    },
    async lower(handle) {
      await focus(handle);
      // What Chromium makes of a screen reader's "decrease" of a slider that stands.
      await page.keyboard.press('ArrowDown');
    },
    async enter(panel, keys) {
      for (const { button } of keys) await press({ role: 'button', name: button, within: panel });
    },
    async check() {
      const nodes = (await fullTree(devtools)).filter(({ ignored, role }) => !ignored && NAMED.has(role?.value));
      const wrong = nodes.flatMap((node) => {
        const name = String(node.name?.value ?? '');
        if (name.trim() === '') return [`a ${node.role?.value} without a name`];
        return [name, String(node.description?.value ?? '')].map(foreign).filter((left) => left !== '');
      });
      expect(wrong).toEqual([]);
    },
  };
}

const fullTree = async (devtools: CDPSession) => (await devtools.send('Accessibility.getFullAXTree')).nodes;

/** What is read out of it from top to bottom. */
const textOf = (nodes: Node[]) =>
  nodes
    .filter(({ ignored, role }) => !ignored && role?.value === 'StaticText')
    .map(({ name }) => name?.value)
    .join(' ')
    .replace(/\s+/g, ' ');

async function documentOf(devtools: CDPSession): Promise<number> {
  return (await devtools.send('DOM.getDocument', { depth: 0 })).root.backendNodeId;
}

const property = (node: Node, name: string): unknown =>
  node.properties?.find((one) => one.name === name)?.value.value ?? undefined;

const has = (node: Node, state: State): boolean => String(property(node, state)) === 'true';
