/** What two entities become that are merged, as the API does it unless chosen, and what is done about it. */
import { change } from "#console/data/change.ts";
import type { Answer, Body } from "#console/data/client.ts";
import { beginListsAnew, type RowOf } from "#console/data/list.ts";
import { queries } from "#console/data/queries.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./graph-words.en.ts";

export type Entity = Answer<"knowledge.entities.get">;
export type Choices = NonNullable<Body<"knowledge.entities.merge">["fields"]>;
export type Field = keyof Choices;
export type Choice = "mine" | "theirs" | "both";
type MergeWords = Words<typeof en>["merging"];

const FIELDS = ["name", "kind", "attributes"] as const satisfies readonly Field[];

export interface Difference {
  field: Field;
  /** What it becomes unless somebody chooses. */
  usual: Choice;
}

/** What is the same in both, or empty in one, has nothing to be chosen. */
export function differences(mine: Entity, theirs: Entity): Difference[] {
  return FIELDS.filter((field) =>
    field === "attributes"
      ? keysOf(mine).length > 0 && keysOf(theirs).length > 0 && !isSame(mine.attributes, theirs.attributes)
      : mine[field] !== theirs[field],
  ).map((field) => ({ field, usual: field === "attributes" ? "both" : "mine" }));
}

const keysOf = ({ attributes }: Entity) => Object.keys(attributes);
const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

export const attributesBy = (choice: Choice, mine: Entity, theirs: Entity): Entity["attributes"] =>
  ({
    mine: mine.attributes,
    theirs: theirs.attributes,
    both: { ...theirs.attributes, ...mine.attributes },
  })[choice];

/** The names by which texts mean what stays: all that either had, but for the one that it is called by. */
export function aliasesOf(mine: Entity, theirs: Entity, name: Choice): string[] {
  const [called, other] = name === "theirs" ? [theirs.name, mine.name] : [mine.name, theirs.name];
  return [...new Set([...mine.aliases, other, ...theirs.aliases])].filter((alias) => alias !== called);
}

export async function mergeTwo(mine: Entity, theirs: Entity, fields: Choices, words: MergeWords): Promise<void> {
  let id = "";
  const made = await change("knowledge.entities.merge", {
    path: { entityId: mine.id },
    body: { otherId: theirs.id, fields },
    makes: "knowledge.entity-merges",
    title: theirs.name,
    undo: () => part({ id, otherName: theirs.name }),
    undoText: words.merged(theirs.name, mine.name),
  });
  id = made.id;
  await anew();
}

/** Undoes a merge. */
export async function part(merge: { id: string; otherName: string }) {
  const undone = await change("knowledge.entity-merges.undo", {
    path: { entityMergeId: merge.id },
    title: merge.otherName,
  });
  await anew();
  return undone;
}

async function anew(): Promise<void> {
  const lists = ["knowledge.entities", "knowledge.entity-merges", "knowledge.backlinks"].map((one) =>
    beginListsAnew(one),
  );
  const reads = ["knowledge.entities.get", "knowledge.entities.neighbours"].map((one) =>
    queries.invalidateQueries({ queryKey: [one] }),
  );
  await Promise.all([...lists, ...reads]);
}

export type Merge = RowOf<"knowledge.entity-merges.list">;
