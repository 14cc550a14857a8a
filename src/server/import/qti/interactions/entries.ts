import type { Authored } from '../../../../shared/contract/authored/question.ts';
import { promptOf } from '../body/to-html.ts';
import { ImportRefused } from '../import-refused.ts';
import type { ItemContext } from '../item-context.ts';
import { counter, flag, number, text } from '../xml/attributes.ts';
import type { XmlElement } from '../xml/element.ts';
import { orientationOf } from './choices.ts';
import { correctValues } from './correct.ts';

function entry(element: XmlElement, id: string, context: ItemContext) {
  const length = counter(element, 'expectedLength');
  const pattern = text(element, 'patternMask');
  const placeholder = text(element, 'placeholderText');
  return {
    id,
    prompt: promptOf(element, context),
    ...(length && { expectedLength: Math.min(length, 100_000) }),
    ...(pattern && { pattern: pattern.slice(0, 1000) }),
    ...(placeholder && { placeholder: placeholder.slice(0, 1000) }),
    correct: correctValues(id, context).map(String),
    // As QTI's own match compares text.
    caseSensitive: true,
  };
}

/** A variable that takes something else than a number takes text. */
function entryType(id: string, { responses }: ItemContext): 'string' | 'integer' | 'float' {
  const { baseType } = responses.get(id) ?? {};
  return baseType === 'integer' || baseType === 'float' ? baseType : 'string';
}

export const textEntryInteraction = (element: XmlElement, id: string, context: ItemContext): Authored<'textEntry'> => ({
  ...entry(element, id, context),
  interactionType: 'textEntry',
  baseType: entryType(id, context),
});

export function extendedTextInteraction(
  element: XmlElement,
  id: string,
  context: ItemContext,
): Authored<'extendedText'> {
  const lines = counter(element, 'expectedLines');
  const { correct, ...question } = entry(element, id, context);
  const classes = text(element, 'class') ?? '';
  return {
    ...question,
    ...(correct.length > 0 && { correct }),
    interactionType: 'extendedText',
    format: text(element, 'format') === 'xhtml' ? 'rich' : 'plain',
    ...(lines && { expectedLines: Math.min(lines, 1000) }),
    ...(/\bqti-counter-(up|down)\b/.test(classes) && { wordCount: true }),
  };
}

export function sliderInteraction(element: XmlElement, id: string, context: ItemContext): Authored<'slider'> {
  const [lowerBound, upperBound] = [number(element, 'lowerBound'), number(element, 'upperBound')];
  if (lowerBound === undefined || upperBound === undefined) {
    throw new ImportRefused('sliderInteraction has no bounds', element.line);
  }
  const isInteger = entryType(id, context) !== 'float';
  const step = number(element, 'step');
  return {
    id,
    interactionType: 'slider',
    prompt: promptOf(element, context),
    lowerBound,
    upperBound,
    step: step && step > 0 ? step : 1,
    stepLabel: flag(element, 'stepLabel') ?? false,
    reverse: flag(element, 'reverse') ?? false,
    ...orientationOf(element),
    correct: correctValues(id, context).filter((value) => typeof value === 'number'),
    baseType: isInteger ? 'integer' : 'float',
  };
}
