import { useThemeType } from '@gravity-ui/uikit';
import { useMemo } from 'react';
import type { Ground } from './colour-scale.ts';
import type { Inks } from './draw-matrix.ts';

/** Theme colours for canvas and WebGL, which cannot read custom properties themselves. */
export function useInks(): { inks: Inks; ground: Ground } {
  const ground: Ground = useThemeType() === 'dark' ? 'dark' : 'light';
  return useMemo(() => ({ inks: readInks(ground), ground }), [ground]);
}

function readInks(ground: Ground): Inks {
  // The theme's class may reach the page after this render: a probe of its own asks for exactly this theme.
  const probe = document.createElement('div');
  probe.className = `g-root g-root_theme_${ground}`;
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const get = (name: string) => style.getPropertyValue(name).trim();
  const inks: Inks = {
    ground: get('--g-color-base-background'),
    text: ground === 'dark' ? '#e6e7e9' : '#262626',
    quiet: ground === 'dark' ? '#9a9da3' : '#6b6e73',
    line: ground === 'dark' ? '#3a3d44' : '#d9dbdf',
    accent: get('--o-accent'),
    accentSoft: get('--o-accent-soft'),
    alarm: get('--o-alarm'),
    font: get('--g-font-family-sans') || 'sans-serif',
  };
  probe.remove();
  return inks;
}
