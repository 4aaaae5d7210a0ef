/** Names of the people the speaker is connected with: those in their households, and those who shared something with them. */
import { sql } from "drizzle-orm";
import { type Read, read } from "#kit/db";

/** What others may know of a person; e-mail addresses are not included. */
export interface KnownPerson {
  name: string | null;
  avatarUrl: string | null;
}

export type People = Map<string, KnownPerson>;

/** Everybody whose name the speaker may see, by id. */
export function peopleRead(): Read<People> {
  const people = read<KnownPerson & { id: string }>(sql`select id, name, avatar_url as "avatarUrl" from my_people()`);
  return {
    ...people,
    decode: (result) => new Map(people.decode(result).map(({ id, ...known }) => [id, known])),
  };
}

/** A placeholder for a person whose name the speaker may not see. */
export const NOBODY: KnownPerson = { name: null, avatarUrl: null };
