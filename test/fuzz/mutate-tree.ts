import { allElements, childElements, readTree, type WrittenElement, writeTree } from '../corpus/xml-tree.ts';
import type { Below } from './draw.ts';
import { pick } from './draw.ts';
import { ATTRIBUTES, ELEMENTS, FRAGMENTS, HANDLERS, VALUES, WORDS } from './hostile.ts';

/* Changes that leave a file well-formed, for the most part: what they aim at is the importer behind the parser. */
type Mutation = (root: WrittenElement, below: Below) => void;

const anyOf = (root: WrittenElement, below: Below) => pick(allElements(root), below) ?? root;

function parentOf(root: WrittenElement, element: WrittenElement): WrittenElement | undefined {
  return allElements(root).find(({ children }) => children.includes(element));
}

function anyBelow(
  root: WrittenElement,
  below: Below,
): { element: WrittenElement; parent: WrittenElement; at: number } | null {
  const element = pick(allElements(root).slice(1), below);
  const parent = element && parentOf(root, element);
  return element && parent ? { element, parent, at: parent.children.indexOf(element) } : null;
}

const fragmentOf = (below: Below) => readTree(pick(FRAGMENTS, below) ?? '<x/>');
const copyOf = (element: WrittenElement): WrittenElement => structuredClone(element);

const MUTATIONS: Record<string, Mutation> = {
  drop(root, below) {
    const found = anyBelow(root, below);
    found?.parent.children.splice(found.at, 1);
  },
  repeat(root, below) {
    const found = anyBelow(root, below);
    const times = 1 + below(below(20) === 0 ? 300 : 3);
    if (found) found.parent.children.splice(found.at, 0, ...Array.from({ length: times }, () => copyOf(found.element)));
  },
  move(root, below) {
    const found = anyBelow(root, below);
    if (found) anyOf(root, below).children.push(copyOf(found.element));
  },
  unwrap(root, below) {
    const found = anyBelow(root, below);
    found?.parent.children.splice(found.at, 1, ...found.element.children);
  },
  wrap(root, below) {
    const found = anyBelow(root, below);
    if (!found) return;
    const name = pick(ELEMENTS, below) ?? 'div';
    let inside = found.element;
    for (let depth = below(below(10) === 0 ? 400 : 4); depth >= 0; depth--)
      inside = { name, attributes: {}, children: [inside] };
    found.parent.children.splice(found.at, 1, inside);
  },
  rename(root, below) {
    anyOf(root, below).name = pick(ELEMENTS, below) ?? 'p';
  },
  swapNames(root, below) {
    const [one, other] = [anyOf(root, below), anyOf(root, below)];
    [one.name, other.name] = [other.name, one.name];
  },
  swapChildren(root, below) {
    const { children } = anyOf(root, below);
    children.reverse();
  },
  insert(root, below) {
    const { children } = anyOf(root, below);
    children.splice(below(children.length + 1), 0, fragmentOf(below));
  },
  insertIntoBody(root, below) {
    const inBody = allElements(root).filter(({ name }) => /body|choice|prompt|^p$|div|gap|hottext/i.test(name));
    const { children } = pick(inBody, below) ?? root;
    children.splice(below(children.length + 1), 0, fragmentOf(below));
  },
  text(root, below) {
    const { children } = anyOf(root, below);
    children.splice(below(children.length + 1), below(2), pick(WORDS, below) ?? '');
  },
  dropAttribute(root, below) {
    const { attributes } = anyOf(root, below);
    const name = pick(Object.keys(attributes), below);
    if (name !== undefined) delete attributes[name];
  },
  changeAttribute(root, below) {
    const { attributes } = anyOf(root, below);
    const name = pick(Object.keys(attributes), below);
    if (name !== undefined) attributes[name] = pick(VALUES, below) ?? '';
  },
  addAttribute(root, below) {
    anyOf(root, below).attributes[pick(ATTRIBUTES, below) ?? 'id'] = pick(VALUES, below) ?? '';
  },
  addHandler(root, below) {
    const [name, value] = pick(HANDLERS, below) ?? ['onclick', 'x()'];
    anyOf(root, below).attributes[name] = value;
  },
  sameIdentifiers(root, below) {
    const named = allElements(root).filter(({ attributes }) => 'identifier' in attributes);
    const [one, other] = [pick(named, below), pick(named, below)];
    if (one && other) one.attributes.identifier = other.attributes.identifier ?? '';
  },
  swapAttributes(root, below) {
    const [one, other] = [anyOf(root, below), anyOf(root, below)];
    [one.attributes, other.attributes] = [other.attributes, one.attributes];
  },
  changeValue(root, below) {
    const values = allElements(root).filter((one) => childElements(one).length === 0 && one.children.length > 0);
    const value = pick(values, below);
    if (value) value.children = [pick(VALUES, below) ?? ''];
  },
};

/** @returns the file changed once, and how; as it was where it is not well-formed */
export function mutateTree(xml: string, below: Below): { xml: string; how: string } {
  const [how = '', mutation] = pick(Object.entries(MUTATIONS), below) ?? [];
  try {
    const root = readTree(xml);
    mutation?.(root, below);
    return { xml: writeTree(root), how };
  } catch {
    return { xml, how: 'unreadable' };
  }
}
