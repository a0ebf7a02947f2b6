const KEY = 'otklik.signed-in';

/**
 * Has somebody signed in here and not signed out? Only a hint, kept because the session itself is in a cookie that a page cannot
 * see: it saves a resident the refused question «who am I».
 */
export function wasSignedIn(): boolean {
  return read() === '1';
}

export function markSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing: one question too many, no harm.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return '1';
  }
}
