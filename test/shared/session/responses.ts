import fc from 'fast-check';
import type { Response } from '../../../src/shared/contract/response.ts';

const anyNumber = () => fc.oneof(fc.double(), fc.constantFrom(0, -0, 0.1));
const anyText = () =>
  fc
    .array(fc.oneof(fc.constantFrom(0, 0x61, 0xd83d, 0xde00), fc.nat(0xffff)))
    .map((units) => String.fromCharCode(...units));
const index = () => fc.nat(9999);

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T>(model, { noNullPrototype: true });
const some = <T>(element: fc.Arbitrary<T>) => fc.array(element, { maxLength: 5 });

/** Responses of every form, with what a careless caller may hand over: NaN, negative zero, halves of characters. */
export const anyResponse = (): fc.Arbitrary<Response | null> =>
  fc.oneof(
    fc.constant(null),
    record({ options: some(record({ index: index() })) }),
    record({ value: fc.oneof(anyText(), anyNumber()) }),
    record({ pairs: some(record({ source: index(), target: index() })) }),
    record({ points: some(record({ x: anyNumber(), y: anyNumber() })) }),
    record({ file: record({ hash: fc.constant('0'.repeat(64)), type: anyText(), bytes: fc.nat() }) }),
  );
