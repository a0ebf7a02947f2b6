export function Palette(_props: { open: boolean; onClose: () => void }) {
  return null;
}
