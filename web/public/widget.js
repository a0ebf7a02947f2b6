/**
 * «Сообщить о проблеме» on any site: <a href="https://HOST/report?org=CODE" data-otklik>Сообщить о проблеме</a>
 * <script src="https://HOST/widget.js" data-org="CODE" async></script>
 *
 * Without this script the link opens the form. With it the form opens in a frame over the page. No cookies, no eval, no inline style
 * or script: a strict Content-Security-Policy needs only `script-src HOST; frame-src HOST`.
 * To the page: CustomEvent «otklik:submitted» on document with {number}. From the frame: postMessage {type: 'cur-widget:close' |
 * 'cur-widget:resize' | 'cur-widget:submitted', height?, number?}, believed only from our own frame and origin.
 */
(() => {
  const script = document.currentScript;
  if (!script || window.otklikWidget) return;
  window.otklikWidget = true;
  const origin = new URL(script.src).origin;
  const russian = (script.dataset.lang || document.documentElement.lang || 'ru').slice(0, 2) !== 'en';
  const words = russian
    ? { open: 'Сообщить о проблеме', close: 'Закрыть', title: 'Сообщить о проблеме' }
    : { open: 'Report a problem', close: 'Close', title: 'Report a problem' };

  const address = () => {
    const url = new URL('/report', origin);
    const here = new URL(location.href);
    url.searchParams.set('embed', '1');
    if (script.dataset.org) url.searchParams.set('org', script.dataset.org);
    // The page without its query: it may hold what is nobody's business.
    url.searchParams.set('page', `${here.origin}${here.pathname}`.slice(0, 400));
    for (const [name, value] of here.searchParams) {
      if (/^utm_(source|medium|campaign|content|term)$/.test(name))
        url.searchParams.set(name, value.slice(0, 100));
    }
    return url.href;
  };
  const styled = (element, style) => Object.assign(element.style, style) && element;

  let dialog = null;
  let frame = null;
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || typeof HTMLDialogElement === 'undefined') return;
    event.preventDefault();
    if (!dialog) build();
    frame.src ||= address();
    dialog.showModal();
    frame.focus();
  };
  const build = () => {
    dialog = styled(document.createElement('dialog'), {
      width: 'min(720px, 100vw)',
      maxWidth: '100vw',
      height: 'min(860px, 100dvh)',
      maxHeight: '100dvh',
      padding: '0',
      border: '0',
      borderRadius: '12px',
      overflow: 'hidden',
    });
    dialog.setAttribute('aria-label', words.title);
    const close = styled(document.createElement('button'), {
      position: 'absolute',
      top: '8px',
      right: '8px',
      minWidth: '44px',
      minHeight: '44px',
      font: '20px/1 sans-serif',
      border: '0',
      borderRadius: '8px',
      background: '#fffc',
      color: '#222',
      cursor: 'pointer',
    });
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', words.close);
    close.addEventListener('click', () => dialog.close());
    frame = styled(document.createElement('iframe'), {
      width: '100%',
      height: '100%',
      border: '0',
      display: 'block',
    });
    frame.title = words.title;
    frame.allow = 'geolocation; camera';
    frame.referrerPolicy = 'no-referrer';
    dialog.append(frame, close);
    document.body.append(dialog);
  };
  addEventListener('message', ({ origin: from, source, data }) => {
    if (from !== origin || !frame || source !== frame.contentWindow || typeof data?.type !== 'string') return;
    if (data.type === 'cur-widget:close') dialog.close();
    if (data.type === 'cur-widget:resize' && data.height > 0)
      dialog.style.height = `min(${Math.min(Math.max(Math.round(data.height), 320), 2000)}px, 100dvh)`;
    if (data.type === 'cur-widget:submitted')
      document.dispatchEvent(
        new CustomEvent('otklik:submitted', { detail: { number: String(data.number) } }),
      );
  });

  const links = document.querySelectorAll('a[data-otklik]');
  for (const link of links) link.addEventListener('click', open);
  if (links.length === 0) {
    const link = document.createElement('a');
    link.href = address();
    link.textContent = script.dataset.text || words.open;
    link.addEventListener('click', open);
    script.after(link);
  }
})();
