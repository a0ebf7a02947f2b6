/** Codes of Node and of PostgreSQL (classes 08, 53, 57P: connection lost, no resources, shutting down or starting). */
const CODE = /^(?:ECONN|ENOENT$|EPIPE$|ETIMEDOUT$|08|53|57P)/;
const WORDS =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|not queryable/;

/** Whether an error says that the database cannot be reached now, so that the same may succeed a moment later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  // A file of ours that is missing is ENOENT as well; a socket names the call.
  if (code === 'ENOENT') return (error as NodeJS.ErrnoException).syscall === 'connect';
  return (typeof code === 'string' && CODE.test(code)) || WORDS.test(error.message);
}
