export function FileAppealPage() {
  return null;
}
