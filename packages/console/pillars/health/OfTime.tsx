import type { ReactNode } from "react";

/** On phones, where a row is a card without the names of its columns, a figure says what it is of. */
export function OfTime({ said, children }: { said: string; children: ReactNode }) {
  return (
    <span className="of-time">
      <span className="of-time-said quiet small">{said}</span>
      <span>{children}</span>
    </span>
  );
}
