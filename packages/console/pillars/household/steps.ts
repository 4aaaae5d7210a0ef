/** The steps of a recipe, and how long one of them takes. */

/** A step is a line, or a paragraph of several sentences where a recipe has no lines. */
export function stepsOf(instructions: string | null): string[] {
  return (instructions ?? "")
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
