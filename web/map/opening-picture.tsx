import { type RefObject, useMemo } from 'react';
import type { Boundaries } from '../../contract/index.ts';
import { openingPaths } from './map-frame.ts';
import styles from './region-map.module.css';
import { useSize } from './use-size.ts';

interface OpeningPictureProps {
  host: RefObject<HTMLDivElement | null>;
  boundaries: Boundaries;
  line: string;
  colour: (code: string) => string;
}

/** The map before the map: the same land in the same place as plain SVG, while the map library is on its way. */
export function OpeningPicture({ host, boundaries, line, colour }: OpeningPictureProps) {
  const size = useSize(host);
  const paths = useMemo(() => openingPaths(boundaries, size), [boundaries, size]);
  return (
    <svg className={styles.opening} aria-hidden="true">
      {paths.map(({ code, path }) => (
        <path key={code} d={path} fill={colour(code)} stroke={line} strokeWidth={0.8} />
      ))}
    </svg>
  );
}
