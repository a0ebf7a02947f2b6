/** Only an address of our own: «//evil.example» must not receive a freshly signed-in person. */
export function safeTarget(to: string | undefined): string {
  return to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') && !to.startsWith('/sign-in')
    ? to
    : '/';
}
