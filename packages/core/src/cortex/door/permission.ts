/** What a model may read. Nothing is permitted as long as the person has not said so. */

/** The pillars of which something can be in a prompt; `ingest` is mail and captures. */
export const aiPillars = [
  "calendar",
  "finance",
  "health",
  "household",
  "ingest",
  "knowledge",
  "people",
  "rhythm",
  "work",
] as const;
export type AiPillar = (typeof aiPillars)[number];
