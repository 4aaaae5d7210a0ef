/** Names of the people somebody has to do with: those they live with, and those who shared something with them. */
import { sql } from "drizzle-orm";
import { type Read, read } from "#kit/db";

/** What others may know of a person; e-mail addresses are not among it. */
export interface KnownPerson {
  name: string | null;
  avatarUrl: string | null;
}

export type People = Map<string, KnownPerson>;

/** Everybody whom the speaker knows by name, by id. */
export function peopleRead(): Read<People> {
  const people = read<KnownPerson & { id: string }>(sql`select id, name, avatar_url as "avatarUrl" from my_people()`);
  return {
    ...people,
    decode: (result) => new Map(people.decode(result).map(({ id, ...known }) => [id, known])),
  };
}

/** Stands for a person whose name the speaker does not know. */
export const NOBODY: KnownPerson = { name: null, avatarUrl: null };
