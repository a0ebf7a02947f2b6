export function NormsPage() {
  return null;
}
