/** How events read, and where they belong. The sentences come with the pages that tell events, and not with every start. */
import type { Place } from "#console/words/place.ts";
import { textOf } from "./navigation.ts";
import { pillarNamed } from "./pillar-label.ts";
import { type Entity, entityOf, type Label, type Pillar } from "./pillars.ts";

/** The default export of `pillars/<name>/sentences.ts`, by the entity type of the events, or by a whole type of an event. */
export type Sentences = Readonly<Record<string, Reading>>;

export interface Reading {
  /** By the last part of the event's type (`completed`), with the row's name in place of `{}`. */
  events?: Readonly<Record<string, Label>>;
  /** Which of these are bookkeeping: a story folds them until it is asked for all. */
  minor?: readonly string[];
}

const modules = import.meta.glob<Sentences>("../../pillars/*/sentences.ts", { eager: true, import: "default" });
const readings: Sentences = Object.assign({}, ...Object.values(modules));

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
  const sentence = readingFor(event)?.events?.[lastOf(event.type)];
  return sentence ? textOf(sentence, place).replace("{}", () => name) : `${name}: ${event.type}`;
}

/** Whether it is of no interest to who reads a story. */
export const isMinor = (event: Told): boolean => readingFor(event)?.minor?.includes(lastOf(event.type)) ?? false;

/** The glyph of what happened: of its row, else of its pillar. */
export function glyphOfEvent(event: Told): { glyph: string; of: string | undefined } {
  const pillar = pillarNamed(pillarOf(event.type));
  return { glyph: entityFor(event)?.glyph ?? pillar?.glyph ?? "system", of: pillar?.glyph };
}

/** `work` of `work.task.completed`. */
export const pillarOf = (type: string): string => type.split(".", 1)[0]!;

/** Rows of one table may have events of several kinds, which then have an entry of their own. */
const entityFor = ({ type, entityType }: Told): (Entity & { pillar: Pillar }) | undefined =>
  entityOf(type) ?? (entityType === null ? undefined : entityOf(entityType));

/** By the same entry; an event that may be about rows of any kind, such as `knowledge.entity.linked`, is told by its own noun. */
function readingFor({ type, entityType }: Told): Reading | undefined {
  if (entityOf(type)) return readings[type];
  if (entityType === null) return undefined;
  const own = readings[entityType];
  const ofNoun = readings[type.split(".")[1] ?? ""];
  return own?.events?.[lastOf(type)] ? own : ofNoun?.events?.[lastOf(type)] ? ofNoun : own;
}

const lastOf = (type: string): string => type.slice(type.lastIndexOf(".") + 1);

/** In marks (first strong isolate) that keep a name of another direction from turning the sentence round. */
const isolated = (name: string): string => `\u2068${name}\u2069`;
