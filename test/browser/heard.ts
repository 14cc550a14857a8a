/*
 * What somebody hears who walks a page with a screen reader: the names, roles and states of Chromium's accessibility tree, in its
 * order, and what live regions say meanwhile. In the words of no product; each thing that a screen reader says is one line.
 */
import type { CDPSession, Page } from 'playwright-core';

interface Node {
  nodeId: string;
  parentId?: string;
  childIds?: string[];
  backendDOMNodeId?: number;
  ignored: boolean;
  role?: { value?: unknown };
  name?: { value?: unknown };
  description?: { value?: unknown };
  value?: { value?: unknown };
  properties?: Array<{ name: string; value: { value?: unknown } }>;
}

interface Tree {
  nodes: Node[];
  children(node: Node): Node[];
  parent(node: Node): Node | undefined;
}

/** Said with their name, and their content with them. */
const WHOLE = new Set(
  'button link checkbox radio textbox combobox slider spinbutton image img switch progressbar meter math option DisclosureTriangle'.split(
    ' ',
  ),
);
const CONTAINERS = new Set(
  'banner navigation main contentinfo region form complementary search dialog alertdialog list listitem group radiogroup table row status alert timer blockquote figure article term definition'.split(
    ' ',
  ),
);
const CALLED: Record<string, string> = {
  banner: 'top of the page',
  contentinfo: 'end of the page',
  img: 'image',
  radio: 'radio button',
  checkbox: 'check box',
  textbox: 'edit',
  combobox: 'menu',
  listitem: 'item',
  DisclosureTriangle: 'button',
};

export class Listener {
  readonly #page: Page;
  readonly #session: CDPSession;
  #around: string[] = [];

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  /** Before the page is loaded: live regions are listened to from its start. */
  static async open(page: Page): Promise<Listener> {
    await page.addInitScript(listenToRegions);
    const session = await page.context().newCDPSession(page);
    await session.send('Accessibility.enable');
    return new Listener(page, session);
  }

  /** Everything in reading order, as with the arrow down. @param role of the part that is read; all of the page without it */
  async read(role?: string): Promise<string[]> {
    const tree = await this.#tree();
    const top = tree.nodes.find((node) => !node.ignored && node.role?.value === (role ?? 'RootWebArea'));
    if (!top) return ['(nothing)'];
    const lines: string[] = [];
    await this.#say(tree, top, 0, lines);
    return lines;
  }

  /** What has the focus, and the parts of the page that it came into with it. */
  async focus(): Promise<string> {
    const tree = await this.#tree();
    const focused = tree.nodes.filter(
      (node) => !node.ignored && propertyOf(node, 'focused') === true && node.role?.value !== 'RootWebArea',
    );
    const node = focused.at(-1);
    if (!node) return '(the page itself)';
    const around: string[] = [];
    for (let up = tree.parent(node); up; up = tree.parent(up)) {
      const role = String(up.role?.value);
      const isNamed = nameOf(up) !== '' || role === 'main' || role === 'banner' || role === 'contentinfo';
      if (!up.ignored && CONTAINERS.has(role) && role !== 'row' && isNamed) around.unshift(phrase(up));
    }
    const entered = around.filter((one) => !this.#around.includes(one));
    this.#around = around;
    return [...entered, await this.#phraseOf(node)].join(' › ');
  }

  /** What live regions have said since the last time. */
  async said(): Promise<string[]> {
    return await this.#page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));
  }

  /** Resolves once a live region has said these words since the last time. */
  async hears(words: string): Promise<void> {
    await this.#page.waitForFunction((one) => (window as unknown as { said: string[] }).said.includes(one), words);
  }

  async #tree(): Promise<Tree> {
    const { nodes } = (await this.#session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    return {
      nodes,
      children: (node: Node) => (node.childIds ?? []).flatMap((id) => byId.get(id) ?? []),
      parent: (node: Node) => (node.parentId === undefined ? undefined : byId.get(node.parentId)),
    };
  }

  async #say(tree: Tree, node: Node, depth: number, lines: string[]): Promise<void> {
    const role = String(node.role?.value ?? '');
    const put = (words: string) => lines.push(`${'  '.repeat(depth)}${words}`);
    if (!node.ignored && (role === 'InlineTextBox' || role === 'LineBreak')) return;
    if (!node.ignored && role === 'StaticText') return nameOf(node) === '' ? undefined : void put(nameOf(node));
    if (isWhole(node)) return void put(await this.#phraseOf(node));
    // The words of a label are said with its control, and not once more: so ChromeVox does it.
    if (role === 'LabelText') {
      for (const control of within(tree, node).filter(isWhole)) put(await this.#phraseOf(control));
      return;
    }
    const isPart = !node.ignored && (CONTAINERS.has(role) || role === 'RootWebArea');
    if (!isPart) {
      const text = plainText(tree, node);
      if (text !== null) return text === '' ? undefined : void put(text);
      for (const child of tree.children(node)) await this.#say(tree, child, depth, lines);
      return;
    }
    const inside: string[] = [];
    for (const child of tree.children(node)) await this.#say(tree, child, depth + 1, inside);
    if (inside.length === 0 && (role === 'status' || role === 'alert')) return;
    put(role === 'RootWebArea' ? `page “${nameOf(node)}”` : phrase(node));
    lines.push(...inside);
  }

  /** With what the tree does not say: where it is among its like, and whether it is where one is. */
  async #phraseOf(node: Node): Promise<string> {
    const more: string[] = [];
    if (node.backendDOMNodeId !== undefined) {
      const { object } = await this.#session.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
      const { result } = await this.#session.send('Runtime.callFunctionOn', {
        objectId: object.objectId ?? '',
        returnByValue: true,
        functionDeclaration: `function () {
          const said = [];
          if (this instanceof HTMLInputElement && this.type === 'radio') {
            const like = [...document.getElementsByName(this.name)];
            said.push((like.indexOf(this) + 1) + ' of ' + like.length);
          }
          if (this.getAttribute?.('aria-current')) said.push('current');
          return said;
        }`,
      });
      more.push(...(result.value as string[]));
    }
    return [phrase(node), ...more].join(', ');
  }
}

const propertyOf = (node: Node, name: string) => node.properties?.find((one) => one.name === name)?.value.value;
const folded = (text: unknown) =>
  String(text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
const nameOf = (node: Node) => folded(node.name?.value);

const isWhole = (node: Node) =>
  !node.ignored && (WHOLE.has(String(node.role?.value)) || node.role?.value === 'heading');
const within = (tree: Pick<Tree, 'children'>, node: Node): Node[] =>
  tree.children(node).flatMap((child) => [child, ...within(tree, child)]);

/** The text of a part that is nothing but text; null when there is more to it. */
function plainText(tree: Pick<Tree, 'children'>, node: Node): string | null {
  const parts: string[] = [];
  for (const child of tree.children(node)) {
    const role = child.role?.value;
    if (!child.ignored && role === 'StaticText') parts.push(String(child.name?.value ?? ''));
    else if (role === 'InlineTextBox' || role === 'LineBreak') continue;
    else if (!child.ignored && (WHOLE.has(String(role)) || CONTAINERS.has(String(role)) || role === 'heading'))
      return null;
    else {
      const inner = plainText(tree, child);
      if (inner === null) return null;
      // One paragraph a line.
      if (inner !== '' && parts.length > 0 && role === 'paragraph') return null;
      parts.push(inner);
    }
  }
  return folded(parts.join(''));
}

function phrase(node: Node): string {
  const role = String(node.role?.value);
  const level = propertyOf(node, 'level');
  const name = nameOf(node);
  const parts = [`${CALLED[role] ?? role}${role === 'heading' ? ` ${level}` : ''}${name === '' ? '' : ` “${name}”`}`];
  const checked = propertyOf(node, 'checked');
  if (checked !== undefined) parts.push(String(checked) === 'true' ? 'checked' : 'not checked');
  const pressed = propertyOf(node, 'pressed');
  if (pressed !== undefined) parts.push(String(pressed) === 'true' ? 'pressed' : 'not pressed');
  const expanded = propertyOf(node, 'expanded');
  if (expanded !== undefined) parts.push(expanded === true ? 'expanded' : 'collapsed');
  if (propertyOf(node, 'disabled') === true) parts.push('unavailable');
  if (propertyOf(node, 'readonly') === true) parts.push('read only');
  const invalid = propertyOf(node, 'invalid');
  if (invalid !== undefined && invalid !== 'false') parts.push('wrong entry');
  const shown = propertyOf(node, 'valuetext') ?? node.value?.value;
  if (role !== 'StaticText' && folded(shown) !== '') parts.push(`“${folded(shown)}”`);
  if (folded(node.description?.value) !== '') parts.push(folded(node.description?.value));
  return parts.join(', ');
}

/** Runs in the page. Of a region, what is new: all of it, as long as it is there when it changes, or an alert that appears. */
function listenToRegions(): void {
  const heard: string[] = [];
  (window as unknown as { said: string[] }).said = heard;
  const LIVE = '[role="status"], [role="alert"], [role="log"], [aria-live]';
  const last = new WeakMap<Element, string>();
  const observer = new MutationObserver((records) => {
    const changed = new Set<Element>();
    for (const { target, addedNodes } of records) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
      if (region) changed.add(region);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches('[role="alert"]')) changed.add(node);
        for (const alert of node.querySelectorAll('[role="alert"]')) changed.add(alert);
      }
    }
    for (const region of changed) {
      const words = (region.textContent ?? '').replace(/\s+/g, ' ').trim();
      const isSaid = region.getAttribute('aria-live') !== 'off' && region.checkVisibility();
      if (words !== '' && isSaid && last.get(region) !== words) heard.push(words);
      last.set(region, words);
    }
  });
  const start = () => observer.observe(document, { subtree: true, childList: true, characterData: true });
  if (document.documentElement) start();
  else addEventListener('DOMContentLoaded', start);
}
