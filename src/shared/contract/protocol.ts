/**
 * The version of the sync protocol that this build speaks. It rises whenever a message of `contract/` changes its
 * shape; `test/shared/contract/protocol.test.ts` pins the digest of all wire schemas and says so when they differ.
 */
export const PROTOCOL_VERSION = 1;

/** SHA-256 over the JSON Schemas of the sync protocol's messages, as of `PROTOCOL_VERSION`. */
export const WIRE_DIGEST = 'f3213df24b1213165acab66c707f902a2bd0b6982e113bb7d55187339180a3f1';
