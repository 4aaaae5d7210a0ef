import { PatternEvents } from "#core/cortex/events";
import { patterns } from "#core/cortex/patterns.sql";
import { crud } from "#kit/crud";

export const { list, get } = crud("/v1/cortex/patterns", patterns, {
  write: [],
  filter: ["patternType", "confidence", "support", "lastSeenAt"],
  sort: ["confidence", "support", "lastSeenAt"],
  title: "description",
  emits: PatternEvents,
});
