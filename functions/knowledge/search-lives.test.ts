/** Whatever happens to rows, the search finds those that a person may see, by what they say, and never another. */

import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { textHits } from "#core/knowledge/search/find";
import { readIn } from "#core/knowledge/search/indexing";
import * as Grants from "#functions/identity/grants";
import * as Projects from "#functions/work/projects";
import * as Tasks from "#functions/work/tasks";
import * as TodoItems from "#functions/work/todo-items";
import { read } from "#kit/db";
import { forEachDatabase } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { isWhole, SEED } from "#testing/sampled";

/** No two are alike. */
const WORDS = ["apricot", "bicycle", "dolphin", "furnace", "garlic", "hexagon"] as const;
const TABLES = { task: "tasks", project: "projects", todo_item: "todo_items" } as const;
const NO_FILTERS = { types: null, pillars: null, from: null, to: null, tags: null };
const PEOPLE = [0, 1, 2] as const;

const who = fc.constantFrom(...PEOPLE);
const which = fc.nat(11);
const said = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
/** Longer than a piece, so that a change leaves fewer pieces or more. */
const long = fc.tuple(said, fc.nat(2)).map(([words, times]) => `${"It is not said what. ".repeat(times * 80)}${words}`);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("make" as const),
      who,
      type: fc.constantFrom("task", "project", "todo_item"),
      said,
      long,
      shared: fc.boolean(),
      in: which,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("edit" as const), which, said, long }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("delete" as const, "restore" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("share" as const, "unshare" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("grant" as const), which, who }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("join" as const, "leave" as const, "read in" as const), who }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Made {
  type: keyof typeof TABLES;
  id: string;
  owner: Person;
}

forEachDatabase("the search follows", (open) => {
  let life: Harness;
  beforeAll(async () => {
    life = await harness(await open());
  });
  afterAll(() => life.close());

  const ENDPOINTS = {
    task: { of: Tasks, key: "taskId", name: "title", text: "description" },
    project: { of: Projects, key: "projectId", name: "name", text: "description" },
    todo_item: { of: TodoItems, key: "todoItemId", name: "name", text: "description" },
  } as const;

  /** By row-level security, and by what rows say now. */
  async function visible(person: Person): Promise<Map<string, string>> {
    const found = await life.as(person).db.batch([
      read<{ id: string; text: string }>(sql`
        select id, title || ' ' || coalesce(description, '') as text from tasks where deleted_at is null
        union all select id, name || ' ' || coalesce(description, '') from projects where deleted_at is null
        union all select id, name || ' ' || coalesce(description, '') from todo_items where deleted_at is null`),
    ]);
    return new Map(found[0].map(({ id, text }) => [id, text]));
  }

  async function compare(people: readonly Person[], isReadIn: boolean): Promise<void> {
    for (const person of people) {
      const seen = await visible(person);
      for (const word of WORDS) {
        const { hits } = await textHits(life.as(person), word, NO_FILTERS, 100);
        const ids = hits.map(({ id }) => id).sort();
        if (isReadIn)
          expect(ids, `${person.name} looks for ${word}`).toEqual(
            [...seen]
              .filter(([, text]) => text.includes(word))
              .map(([id]) => id)
              .sort(),
          );
        else
          expect(
            ids.filter((id) => !seen.has(id)),
            `${person.name} looks for ${word}`,
          ).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }
  }

  async function take(one: Step, people: readonly Person[], rows: Made[]): Promise<void> {
    const home = people[0]!.householdId;
    if (one.do === "make") {
      const owner = people[one.who]!;
      const { of, name, text } = ENDPOINTS[one.type as Made["type"]];
      const project = rows
        .filter(({ type, owner: { userId } }) => type === "project" && userId === owner.userId)
        .at(one.in % 3);
      const body = {
        [name]: one.said,
        [text]: one.long,
        ...(one.shared && one.who !== 2 && { householdId: home, ...(one.type === "todo_item" && { isShared: true }) }),
        ...(one.type === "task" && project && { projectId: project.id }),
      };
      const { status, body: made } = await life.call(of.create, { as: owner, body });
      if (status === 201) rows.push({ type: one.type as Made["type"], id: made.id, owner });
      return;
    }
    if (one.do === "join") await life.join(people[0]!, people[1]!).catch(() => undefined);
    if (one.do === "leave") await life.leave(people[0]!, people[1]!);
    if (one.do === "read in") await readIn(speakAsService("workflow").ctx);
    if (!("which" in one)) return;
    const row = rows[one.which % Math.max(1, rows.length)];
    if (!row) return;
    const { of, key, name, text } = ENDPOINTS[row.type];
    const to = { as: row.owner, params: { [key]: row.id } };
    if (one.do === "edit") await life.call(of.update, { ...to, body: { [name]: one.said, [text]: one.long } });
    if (one.do === "delete") await life.call(of.remove, to);
    if (one.do === "restore") await life.call(of.restore, to);
    const marked = row.type === "todo_item";
    if (one.do === "share")
      await life.call(of.update, { ...to, body: { householdId: home, ...(marked && { isShared: true }) } });
    if (one.do === "unshare")
      await life.call(of.update, { ...to, body: marked ? { isShared: false } : { householdId: null } });
    if (one.do === "grant") {
      const body = { entityType: row.type, entityId: row.id, granteeId: people[one.who]!.userId, role: "viewer" };
      await life.call(Grants.create, { as: row.owner, body });
    }
  }

  it("what people do with their rows, alone and together", async () => {
    const runs = isWhole("search") ? 60 : 4;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
        const people = [await life.user("anna"), await life.user("ben"), await life.user("cleo")];
        const rows: Made[] = [];
        await life.join(people[0]!, people[1]!);
        for (const [i, one] of steps.entries()) {
          await take(one, people, rows);
          // Where somebody sees less than before, they do so at once.
          if (["delete", "unshare", "leave"].includes(one.do)) await compare(people, false);
          if (i % 5 === 2) await readIn(speakAsService("workflow").ctx);
        }
        await compare(people, false);
        await readIn(speakAsService("workflow").ctx);
        await compare(people, true);
        const [{ left }] = (await life.database.query(
          `select count(*)::int as left from search_texts t where t.position > 0 and not exists (
             select from search_texts b where b.entity_type = t.entity_type and b.entity_id = t.entity_id and b.position = t.position - 1)`,
        )) as [{ left: number }];
        expect(left).toBe(0);
      }),
      { seed: SEED, numRuns: runs, endOnFailure: true },
    );
  });
});
