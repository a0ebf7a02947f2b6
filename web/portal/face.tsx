/** From the corner of the mouth to its middle: below zero it turns down. */
const CURVE = [-6, -3.5, 0, 3.5, 6] as const;

/** A face for 1 to 5 stars: drawn, because not every phone has all five in its font. */
export function Face({ stars }: { stars: 1 | 2 | 3 | 4 | 5 }) {
  const curve = CURVE[stars - 1]!;
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="11.5" cy="13" r="1.8" fill="currentColor" />
      <circle cx="20.5" cy="13" r="1.8" fill="currentColor" />
      <path
        d={`M10 ${21 - curve / 3} Q16 ${21 + curve} 22 ${21 - curve / 3}`}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
