/**
 * Decodes bytes as the Encoding standard says. In one piece, Node.js 20 takes windows-1252 for ISO 8859-1, where quotation
 * marks and the euro sign are control characters; as a stream it does not.
 * @throws TypeError when the decoder is fatal and the bytes are not of its encoding
 */
export const decodeWhole = (decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string =>
  decoder.decode(bytes, { stream: true }) + decoder.decode();
