/**
 * The version of the sync protocol that this build speaks. It rises whenever a message of `contract/` changes its
 * shape; `test/shared/contract/protocol.test.ts` pins the digest of all wire schemas and says so when they differ.
 */
export const PROTOCOL_VERSION = 1;

/** SHA-256 over the JSON Schemas of the sync protocol's messages, as of `PROTOCOL_VERSION`. */
export const WIRE_DIGEST = '9ddac31797bdefbdb64d66811e513164a9ee4f7b03e8cc0797e1be65b4c5d40b';
