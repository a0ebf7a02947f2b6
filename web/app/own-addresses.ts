/** Made by the server page by page, or no page at all. */
const NOT_VIEWS = [
  /^\/(api|hooks|open311|assets|health|metrics)(\/|$)/,
  /\/plain$/,
  /^\/how$/,
  /\.\w{1,11}$/,
];

/** A view of the program: the one empty page shows it. In a frame of another site's page we keep out of the way. */
export function isView({ pathname, searchParams }: URL): boolean {
  return (
    searchParams.get('embed') !== '1' &&
    !searchParams.has('plain') &&
    !NOT_VIEWS.some((not) => not.test(pathname))
  );
}

/** A file named by its content. */
export const isAsset = ({ pathname }: URL) => pathname.startsWith('/assets/');
