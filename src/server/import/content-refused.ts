/** Thrown for HTML that no content can be made of; the message is for its author. */
export class ContentRefused extends Error {
  override name = 'ContentRefused';
}
