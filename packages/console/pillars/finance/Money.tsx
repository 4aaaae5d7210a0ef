import { money } from "#console/words/format.ts";

/** An amount in the currency of its row, in figures that stand below each other. */
export function Money({ cents, currency }: { cents: number; currency: string }) {
  return <span className="data num">{money(cents, currency)}</span>;
}
