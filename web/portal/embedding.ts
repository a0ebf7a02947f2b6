import type { FileAppeal } from '../../contract/index.ts';

/** Where this form stands: the page and organisation of the site that shows it, and how its visitor came there. */
export function sourceOf(search: string): FileAppeal['source'] {
  const given = new URLSearchParams(search);
  const words = (name: string, max: number) => given.get(name)?.slice(0, max) || undefined;
  const utm = Object.fromEntries(
    ['source', 'medium', 'campaign', 'content', 'term'].flatMap((name) => {
      const value = words(`utm_${name}`, 100);
      return value ? [[name, value]] : [];
    }),
  );
  const source = {
    page: words('page', 400),
    organisation: words('org', 100),
    ...(Object.keys(utm).length > 0 ? { utm } : {}),
  };
  return Object.values(source).some(Boolean) ? source : undefined;
}

/** Is this the form inside somebody's page? */
export function isEmbedded(): boolean {
  return window.parent !== window && new URLSearchParams(window.location.search).get('embed') === '1';
}

export type WidgetNotice =
  | { type: 'cur-widget:close' }
  | { type: 'cur-widget:resize'; height: number }
  | { type: 'cur-widget:submitted'; number: string };

/** To the page that shows us. Nothing in it is secret: whoever embeds the form may hear it. */
export function tellParent(notice: WidgetNotice): void {
  if (isEmbedded()) window.parent.postMessage(notice, '*');
}

/** Tells the page around how high the form is now; returns a function that ends it. */
export function followHeight(): () => void {
  if (!isEmbedded()) return () => {};
  const tell = () => tellParent({ type: 'cur-widget:resize', height: document.body.scrollHeight });
  const observer = new ResizeObserver(tell);
  observer.observe(document.body);
  return () => observer.disconnect();
}
