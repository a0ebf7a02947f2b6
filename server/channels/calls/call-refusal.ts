/** A task of calling back is not as the person took it to be; the message is a Russian sentence for that person. */
export class CallRefusal extends Error {
  override name = 'CallRefusal';
}
