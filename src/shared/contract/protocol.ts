/**
 * The version of the sync protocol that this build speaks. It rises whenever a message of `contract/` changes its
 * shape; `test/shared/contract/protocol.test.ts` pins the digest of all wire schemas and says so when they differ.
 */
export const PROTOCOL_VERSION = 1;

/** SHA-256 over the JSON Schemas of the sync protocol's messages, as of `PROTOCOL_VERSION`. */
export const WIRE_DIGEST = '13246916a13c9af2c27d85387c3a2c8b6d42eb92e3d3d548f5ecc635ffc7b9ca';
