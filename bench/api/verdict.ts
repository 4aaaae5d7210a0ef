/** A ratio that is to be high, or low, enough. */
import { median } from "../events/figures.ts";
import { targetLine } from "../options.ts";

export interface Verdict {
  what: string;
  against: string;
  /** One a round. */
  ratios: number[];
  target: number;
  better: "higher" | "lower";
}

export function verdictLine({ what, against, ratios, target, better }: Verdict): string {
  const ratio = median(ratios);
  const met = better === "higher" ? ratio >= target : ratio <= target;
  const bound = better === "higher" ? "at least" : "at most";
  return targetLine(
    met,
    `${what}: ${ratio.toFixed(2)}× ${against} (${bound} ${target}×; by round ${ratios.map((one) => one.toFixed(2)).join(" ")})`,
  );
}
