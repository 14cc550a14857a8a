/**
 * Something that whoever runs the server can put right, said in one line. Any other error is a mistake in this program,
 * and its stack is wanted.
 */
export class OperatorError extends Error {
  override name = 'OperatorError';
}
