import type { AuthoredQuestion } from '../../../shared/contract/authored/question.ts';
import type { ResponseDeclaration } from '../../../shared/contract/processing/declaration.ts';
import type { FileNames } from './body/file-names.ts';
import type { Notes } from './notes.ts';
import type { XmlElement } from './xml/element.ts';

export type StyleOf = (element: XmlElement) => readonly string[];

/** What is known of an item while its body is read. */
export interface ItemContext {
  notes: Notes;
  files: FileNames;
  /** What the item's stylesheets say of an element, as classes. */
  styles: StyleOf;
  /** HTML out of other files, by the elements that it stands in the place of. */
  inserted?: ReadonlyMap<XmlElement, string>;
  /** By their ids here, which are those of the questions that answer them. */
  responses: ReadonlyMap<string, ResponseDeclaration>;
  /** In the order of the body. */
  questions: AuthoredQuestion[];
  /** For staff only. */
  rubrics: string[];
  /** What is not shown as a question, and why: said in the place of every interaction. */
  notShown: string | null;
}
