/** The steps of a recipe, and how long one of them takes. */

/** A step is a line; of a recipe that is one paragraph, a sentence. */
export function stepsOf(instructions: string | null): string[] {
  const lines = linesOf(instructions ?? "");
  const [only = ""] = lines;
  if (lines.length !== 1) return lines;
  const sentences = [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(only)];
  return sentences.map(({ segment }) => segment.trim()).filter((sentence) => sentence !== "");
}

function linesOf(instructions: string): string[] {
  return instructions
    .split(/\n+/)
    .map((line) => line.replace(/^\s*(?:\d{1,2}[.)]|[-•*])\s+/, "").trim())
    .filter((line) => line !== "");
}

const DURATION =
  /(\d{1,3})(?:\s*(?:-|–|to|bis)\s*\d{1,3})?\s*(h\b|hours?\b|Std\.?|Stunden?\b|min\b\.?|minutes?\b|Minuten?\b)/giu;

/** The minutes that a step says something takes; of “10 to 12 minutes” the first, when one looks. */
export function minutesIn(step: string): number[] {
  const found = [...step.matchAll(DURATION)].map(
    ([, count, unit]) => Number(count) * (/^(?:h|st)/i.test(unit!) ? 60 : 1),
  );
  return [...new Set(found)].filter((minutes) => minutes > 0);
}
