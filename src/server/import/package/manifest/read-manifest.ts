import { posix } from 'node:path';
import type { Objective } from '../../../../shared/contract/exam.ts';
import { localPath } from '../../qti/body/file-names.ts';
import { text } from '../../qti/xml/attributes.ts';
import { child, descendants, elements, textOf, type XmlElement } from '../../qti/xml/element.ts';
import { readAlignments } from './alignments.ts';
import { kindOfType, type ResourceKind } from './resource-kind.ts';

export interface Resource {
  identifier: string;
  kind: ResourceKind;
  type: string;
  /** The file that it is, relative to the manifest; null when it has none, or one that lies elsewhere. */
  path: string | null;
  /** As the manifest says it. */
  href: string;
  /** Of the manifest, from 1. */
  line: number;
  objectives: Objective[];
}

export interface Manifest {
  identifier: string;
  /** Empty when nobody gave it one. */
  title: string;
  resources: Resource[];
}

/**
 * Reads an `imsmanifest.xml` of IMS Content Packaging 1.1 to 1.2, in whichever profile's namespace: names say enough.
 * @param root its outermost element
 */
export function readManifest(root: XmlElement): Manifest {
  const base = baseOf(root);
  return {
    identifier: text(root, 'identifier')?.trim() ?? '',
    title: titleOf(root),
    resources: elements(root, 'resources').flatMap((resources) =>
      elements(resources, 'resource').map((resource) =>
        readResource(resource, posix.join(base, baseOf(resources), baseOf(resource))),
      ),
    ),
  };
}

function readResource(element: XmlElement, base: string): Resource {
  const type = text(element, 'type') ?? '';
  const first = child(element, 'file');
  const href = text(element, 'href') ?? (first && text(first, 'href')) ?? '';
  const path = localPath(href);
  return {
    identifier: text(element, 'identifier')?.trim() ?? '',
    kind: kindOfType(type),
    type,
    path: path === null ? null : posix.join(base, path),
    href,
    line: element.line,
    objectives: elements(element, 'metadata').flatMap(readAlignments),
  };
}

const baseOf = (element: XmlElement) => localPath(text(element, 'xml:base') ?? '') ?? '';

/** Of the metadata, or of the first organization. */
function titleOf(root: XmlElement): string {
  const general = elements(root, 'metadata').flatMap((metadata) => descendants(metadata, 'general'))[0];
  const title = general && child(general, 'title');
  const organization = elements(root, 'organizations').flatMap((one) => elements(one, 'organization'))[0];
  const named = organization && child(organization, 'title');
  for (const element of [title, named]) {
    const said = element && textOf(descendants(element, 'string', 'langstring')[0] ?? element);
    if (said && said.trim() !== '') return said.replace(/\s+/g, ' ').trim().slice(0, 500);
  }
  return '';
}
