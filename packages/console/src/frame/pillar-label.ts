/** What a pillar is called. */
import type { Place } from "#console/words/place.ts";
import { textOf } from "./navigation.ts";
import { type Pillar, pillars } from "./pillars.ts";

export const pillarNamed = (name: string): Pillar | undefined => pillars.find((pillar) => pillar.name === name);

export function labelOfPillar(name: string, place: Place): string {
  const pillar = pillarNamed(name);
  const label = pillar?.label ?? pillar?.pages[0]?.label;
  return label ? textOf(label, place) : name;
}
