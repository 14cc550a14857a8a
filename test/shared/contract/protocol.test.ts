import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  claimAnswer,
  claimBody,
  deviceReport,
  deviceSessionsAnswer,
  retakeAnswer,
  signInAnswer,
  signInBody,
} from '../../../src/shared/contract/device.ts';
import { itemKey } from '../../../src/shared/contract/item-key.ts';
import { examPackage } from '../../../src/shared/contract/package.ts';
import { problem } from '../../../src/shared/contract/problem.ts';
import { processingRules } from '../../../src/shared/contract/processing/processing.ts';
import { PROTOCOL_VERSION, WIRE_DIGEST } from '../../../src/shared/contract/protocol.ts';
import { heldPayload, receiptPayload } from '../../../src/shared/contract/receipt.ts';
import { syncAnswer, syncBody } from '../../../src/shared/contract/set-responses.ts';
import { studentItem } from '../../../src/shared/contract/student/item.ts';
import { canonicalJson } from '../../../src/shared/lib/canonical-json.ts';

/** Everything that a device and a server of different versions say to each other. */
const wire = {
  claimAnswer,
  claimBody,
  deviceReport,
  deviceSessionsAnswer,
  examPackage,
  heldPayload,
  itemKey,
  problem,
  processingRules,
  receiptPayload,
  retakeAnswer,
  signInAnswer,
  signInBody,
  studentItem,
  syncAnswer,
  syncBody,
};

const digestOf = (schemas: Record<string, z.core.$ZodType>) => {
  // `input` is the message as it travels, before defaults are filled in.
  const entries = Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })]);
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(entries)))
    .digest('hex');
};

test('the messages of the sync protocol have the shape that PROTOCOL_VERSION stands for', () => {
  const digest = digestOf(wire);
  expect(
    digest,
    `The wire schemas differ from those of protocol ${PROTOCOL_VERSION}. Devices that hold answers of it are out there: ` +
      `if an old message is refused now, or an old device cannot read a new one, raise PROTOCOL_VERSION and keep reading ` +
      `the old one. What a package holds has a version of its own, PACKAGE_FORMAT: a device that is too old for it refuses it ` +
      `by name. If both still understand each other (an optional field was added, or zod writes its JSON Schema ` +
      `differently), the version stays. Then set WIRE_DIGEST in src/shared/contract/protocol.ts to ${digest}`,
  ).toBe(WIRE_DIGEST);
});

test('a field that is added, renamed or made optional changes the digest', () => {
  const base = { message: z.object({ run: z.string() }) };
  const changed = [
    z.object({ run: z.string(), more: z.optional(z.string()) }),
    z.object({ runs: z.string() }),
    z.object({ run: z.optional(z.string()) }),
  ];
  for (const message of changed) expect(digestOf({ message })).not.toBe(digestOf(base));
});
