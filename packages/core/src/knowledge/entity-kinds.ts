/** What an entity can be. */
export const entityKinds = ["person", "place", "organisation", "topic", "thing", "event"] as const;
export type EntityKind = (typeof entityKinds)[number];
