/**
 * The version of the sync protocol that this build speaks. It rises whenever a message of `contract/` changes its
 * shape; `test/shared/contract/protocol.test.ts` pins the digest of all wire schemas and says so when they differ.
 */
export const PROTOCOL_VERSION = 1;

/** SHA-256 over the JSON Schemas of the sync protocol's messages, as of `PROTOCOL_VERSION`. */
export const WIRE_DIGEST = '206caa9756d0c0e4e075ea924fac5b1341f1f55ed07bce9a8e50d6a538bb5fe4';
