import type { Choice } from "#console/ui/Field.tsx";
import type { IconName } from "#console/ui/icons.ts";

/** What an entity can be, in the order in which they are offered. */
export const KINDS = ["person", "place", "organisation", "topic", "thing", "event"] as const;
export type Kind = (typeof KINDS)[number];

export const iconOf: Readonly<Record<Kind, IconName>> = {
  person: "person",
  place: "home",
  organisation: "people",
  topic: "tag",
  thing: "layers",
  event: "calendar",
};

export const kindsOf = (words: Readonly<Record<Kind, string>>): Choice[] =>
  KINDS.map((value) => ({ value, label: words[value] }));
