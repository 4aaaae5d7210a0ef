/** How events read, and where they belong: by what their pillar says of its entities. */
import type { Place } from "#console/words/place.ts";
import { textOf } from "./navigation.ts";
import { type Entity, entityOf, type Pillar, pillars } from "./pillars.ts";

export interface Told {
  /** `work.task.completed`. */
  type: string;
  entityType: string | null;
  /** What the row is called; null where nothing names it. */
  title?: string | null;
}

/** “You noted Call the plumber”; the type itself where no pillar has a sentence for it. */
export function sentenceOf(event: Told, place: Place): string {
  const entity = entityFor(event);
  if (!entity) return event.type;
  const name = event.title ? isolated(event.title) : textOf(entity.label, place);
  const sentence = entity.events?.[lastOf(event.type)];
  return sentence ? textOf(sentence, place).replace("{}", () => name) : `${name}: ${event.type}`;
}

/** Whether it is of no interest to who reads a story. */
export const isMinor = (event: Told): boolean => entityFor(event)?.minor?.includes(lastOf(event.type)) ?? false;

/** The glyph of what happened: of its row, else of its pillar. */
export function glyphOfEvent(event: Told): { glyph: string; of: string | undefined } {
  const pillar = pillarNamed(pillarOf(event.type));
  return { glyph: entityFor(event)?.glyph ?? pillar?.glyph ?? "system", of: pillar?.glyph };
}

/** `work` of `work.task.completed`. */
export const pillarOf = (type: string): string => type.split(".", 1)[0]!;

export const pillarNamed = (name: string): Pillar | undefined => pillars.find((pillar) => pillar.name === name);

export function labelOfPillar(name: string, place: Place): string {
  const pillar = pillarNamed(name);
  const label = pillar?.label ?? pillar?.pages[0]?.label;
  return label ? textOf(label, place) : name;
}

/** Rows of one table may have events of several kinds, which then have an entry of their own. */
const entityFor = ({ type, entityType }: Told): (Entity & { pillar: Pillar }) | undefined =>
  entityOf(type) ?? (entityType === null ? undefined : entityOf(entityType));

const lastOf = (type: string): string => type.slice(type.lastIndexOf(".") + 1);

/** In marks (first strong isolate) that keep a name of another direction from turning the sentence round. */
const isolated = (name: string): string => `\u2068${name}\u2069`;
