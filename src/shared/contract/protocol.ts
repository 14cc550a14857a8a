/**
 * The version of the sync protocol that this build speaks. It rises whenever a message of `contract/` changes its
 * shape; `test/shared/contract/protocol.test.ts` pins the digest of all wire schemas and says so when they differ.
 */
export const PROTOCOL_VERSION = 1;

/** SHA-256 over the JSON Schemas of the sync protocol's messages, as of `PROTOCOL_VERSION`. */
export const WIRE_DIGEST = 'b2f068e8df66930b84600d5720f813dedebfd8c76084ee632c981fe0963863c5';
