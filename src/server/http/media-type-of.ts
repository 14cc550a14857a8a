/** What a request says that its body is, without parameters and in lower case (RFC 9110 §8.3); undefined when it does not. */
export const mediaTypeOf = ({ headers }: Request): string | undefined =>
  headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
