/** What the demo person has written, and what that is about. Behind the other pillars, whose rows it names. */
import { sql } from "drizzle-orm";
import { entities, entityLinks } from "#core/knowledge/graph.sql";
import { journalEntries } from "#core/knowledge/journal.sql";
import { normalizedName } from "#core/knowledge/names";
import { contacts } from "#core/people/contacts.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { effect, type Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { me } from "#kit/table";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

type Kind = (typeof entities.$inferInsert)["kind"];

const KNOWN: [kind: Kind, name: string, aliases: string[]][] = [
  ["place", "Lisbon", ["Lisboa"]],
  ["place", "Palmengarten", []],
  ["organisation", "Bletchley Computing", []],
  ["organisation", "Deutsche Bahn", ["DB"]],
  ["person", "Mary Somerville", []],
  ["topic", "allotment", ["garden"]],
  ["topic", "analytical engine", []],
  ["event", "Berlin Marathon", []],
];

/** How many days ago, the mood, what was written, the entities and the contacts in it. */
const WRITTEN: [ago: number, mood: number, content: string, about: string[], people: string[]][] = [
  [24, 4, "Sowed beans at the #allotment. Mary Somerville lent us her spade.", ["allotment", "Mary Somerville"], []],
  [
    19,
    3,
    "The Deutsche Bahn was late again, so Grace Hopper and I worked from the platform.",
    ["Deutsche Bahn"],
    ["Grace Hopper"],
  ],
  [
    12,
    5,
    "Talked with Alan Turing of Bletchley Computing about the analytical engine until midnight.",
    ["Bletchley Computing", "analytical engine"],
    ["Alan Turing"],
  ],
  [6, 4, "Booked Lisbon for the spring. Grace Hopper wants to see the trams.", ["Lisbon"], ["Grace Hopper"]],
  [
    3,
    4,
    "A slow run through the Palmengarten; the Berlin Marathon is closer than it seems.",
    ["Palmengarten", "Berlin Marathon"],
    [],
  ],
  [
    1,
    5,
    "First beans at the #allotment! Mary Somerville says Lisbon has none better.",
    ["allotment", "Mary Somerville", "Lisbon"],
    [],
  ],
];

export default function writing({ ctx, start, today }: Given): Query[] {
  const since = { createdAt: start, updatedAt: start };
  const idOf = new Map(KNOWN.map(([, name]) => [name, uuidv7(ctx.now())]));
  const entries = WRITTEN.map(([ago, mood, content, about, people]) => ({
    id: uuidv7(ctx.now()),
    ago,
    mood,
    content,
    about,
    people,
  }));
  const mentions = { fromType: "journal", toType: "entity", relation: "mentions" };
  return [
    ...added(
      ctx,
      entities,
      KNOWN.map(([kind, name, aliases]) => ({
        id: idOf.get(name)!,
        kind,
        name,
        aliases,
        normalizedName: normalizedName(name),
        ...since,
      })),
    ),
    ...added(
      ctx,
      journalEntries,
      entries.map(({ id, ago, mood, content }) => ({ id, mood, content, entryDate: dayText(dayNumber(today) - ago) })),
    ),
    ...added(
      ctx,
      entityLinks,
      entries.flatMap(({ id, about }) => about.map((name) => ({ ...mentions, fromId: id, toId: idOf.get(name)! }))),
    ),
    ...entries.flatMap(({ id, people }) => people.map((name) => mentioned(id, name))),
  ];
}

const mentioned = (entryId: string, name: string): Query =>
  effect(sql`insert into ${entityLinks} (from_type, from_id, to_type, to_id, relation)
    select 'journal', ${entryId}::uuid, 'contact', c.id, 'mentions' from ${contacts} c where c.user_id = ${me} and c.name = ${name}`);
