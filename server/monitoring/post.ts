/** What somebody wrote in public, whatever the network. */
export interface Post {
  /** Unique in its network. */
  externalId: string;
  at: Date;
  text: string;
  /** The network's name of the author; null where the network does not tell. */
  author: string | null;
  url: string | null;
  /** The network's name of the page it stands on, where a search goes over many; null: the source's own. */
  home: string | null;
  /** Where an answer under the post would go, as the channel of the network names it; null where it cannot. */
  thread: string | null;
  point: readonly [lat: number, lon: number] | null;
  /** The network itself says so. */
  isAdvert: boolean;
}
