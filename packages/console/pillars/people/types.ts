import type { Answer } from "#console/data/client.ts";
import type { Choice } from "#console/ui/Field.tsx";

type Type = Answer<"people.contacts.get">["contactType"];

/** What a contact can be to somebody, the usual first. */
const TYPES: readonly Type[] = ["other", "friend", "family", "client", "agency", "collaborator", "provider"];

export const typesOf = (words: Readonly<Record<Type, string>>): Choice[] =>
  TYPES.map((value) => ({ value, label: words[value] }));
