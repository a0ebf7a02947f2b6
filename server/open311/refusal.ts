/** GeoReport v2: 404 for what is not there, 403 for a key, 400 for everything else. */
export class Open311Refusal extends Error {
  override name = 'Open311Refusal';
  readonly status: 400 | 403 | 404;

  /** @param description sentence for whoever called */
  constructor(status: 400 | 403 | 404, description: string) {
    super(description);
    this.status = status;
  }
}
