/** A file that cannot be read as a whole; the message is a Russian sentence for the person who gave the file. */
export class TableError extends Error {
  override name = 'TableError';
}
