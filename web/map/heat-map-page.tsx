export function HeatMapPage() {
  return null;
}
