/** The search finds what a person may see, by how it is called, and nothing else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as PantryItems from "#functions/household/pantry-items";
import * as Grants from "#functions/identity/grants";
import * as Titles from "#functions/platform/titles";
import * as Projects from "#functions/work/projects";
import * as Tasks from "#functions/work/tasks";
import * as Lists from "#functions/work/todo-lists";
import type { Endpoint } from "#kit/endpoint";
import { forEachDatabase, serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { slow } from "#testing/slow";

forEachDatabase("the search finds", (open) => {
  let life: Harness;
  beforeAll(async () => {
    life = await harness(await open());
  });
  afterAll(() => life.close());

  const make = async (as: Person, create: Endpoint, body: object) => {
    const answer = await life.call(create, { as, body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body as { id: string };
  };
  const find = async (as: Person, q: string, query: Record<string, string> = {}) => {
    const { status, body } = await life.call(Titles.find, { as, query: { q, ...query } });
    expect(status, JSON.stringify(body)).toBe(200);
    return body.data as { type: string; id: string; title: string; changedAt: string }[];
  };
  const titles = async (as: Person, q: string, query?: Record<string, string>) =>
    (await find(as, q, query)).map(({ title }) => title);

  it("by the beginnings of words, whatever their case, accents and marks", async () => {
    const as = await life.user("anna");
    for (const title of [
      "Call Müller (the plumber)",
      "MÜLLTONNE raus",
      "Straße fegen",
      "„Äpfel“ kaufen",
      "Ελλάδα",
      "100%_ sure",
    ])
      await make(as, Tasks.create, { title });
    expect(await titles(as, "mull plu")).toEqual(["Call Müller (the plumber)"]);
    // What begins with it comes before what has it further in.
    expect(await titles(as, "mü")).toEqual(["MÜLLTONNE raus", "Call Müller (the plumber)"]);
    expect(await titles(as, "STRASSE")).toEqual(["Straße fegen"]);
    expect(await titles(as, "apfel")).toEqual(["„Äpfel“ kaufen"]);
    expect(await titles(as, "ελλαδα")).toEqual(["Ελλάδα"]);
    expect(await titles(as, "%_")).toEqual([]);
    expect(await titles(as, "100%")).toEqual(["100%_ sure"]);
    expect(await titles(as, "umber")).toEqual([]);
  });

  it("rows of every pillar, and says what each is and when it changed", async () => {
    const as = await life.user("anna");
    const task = await make(as, Tasks.create, { title: "Buy quinoa" });
    const list = await make(as, Lists.create, { name: "Quinoa dishes" });
    const item = await make(as, PantryItems.create, { name: "Quinoa", householdId: as.householdId });
    const all = await find(as, "quin");
    expect(new Map(all.map(({ id, type }) => [id, type]))).toEqual(
      new Map([
        [task.id, "task"],
        [list.id, "todo_list"],
        [item.id, "pantry_item"],
      ]),
    );
    for (const { changedAt } of all) expect(Number.isNaN(Date.parse(changedAt))).toBe(false);
    expect(await titles(as, "quin", { type: "task,todo_list", limit: "1" })).toEqual(["Quinoa dishes"]);
  });

  it("not what is deleted", async () => {
    const as = await life.user("anna");
    const { id } = await make(as, Tasks.create, { title: "Vanishing" });
    expect(await titles(as, "vanish")).toHaveLength(1);
    await life.call(Tasks.remove, { as, params: { taskId: id } });
    expect(await titles(as, "vanish")).toEqual([]);
  });

  it("of others what they share with a household or grant, with what is in it, and nothing else", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await make(anna, Tasks.create, { title: "Secret surprise" });
    await make(anna, Tasks.create, { title: "Surprise for all", householdId: anna.householdId });
    const project = await make(anna, Projects.create, { name: "Surprise party" });
    await make(anna, Tasks.create, { title: "Surprise cake", projectId: project.id });
    // A list of a household is seen by its members when it is marked as shared.
    await make(anna, Lists.create, { name: "Surprise list", householdId: anna.householdId });
    expect(await titles(ben, "surprise")).toEqual([]);
    await life.join(anna, ben);
    expect(await titles(ben, "surprise")).toEqual(["Surprise for all"]);
    await make(anna, Grants.create, {
      entityType: "project",
      entityId: project.id,
      granteeId: ben.userId,
      role: "viewer",
    });
    expect((await titles(ben, "surprise")).sort()).toEqual(["Surprise cake", "Surprise for all", "Surprise party"]);
  });

  it("with an API key only of pillars that it may read", async () => {
    const as = await life.user("anna");
    await make(as, Tasks.create, { title: "Zucchini" });
    await make(as, PantryItems.create, { name: "Zucchini", householdId: as.householdId });
    const types = async (scopes: string[]) => (await find({ ...as, scopes }, "zucc")).map(({ type }) => type).sort();
    expect(await types(["platform:read", "work:read"])).toEqual(["task"]);
    expect(await types(["platform:read"])).toEqual([]);
    expect(await types(["*"])).toEqual(["pantry_item", "task"]);
  });

  it("or says what is wrong with the question", async () => {
    const as = await life.user("anna");
    const wrong: Record<string, string>[] = [{}, { q: "" }, { q: "a", type: "password" }, { q: "a", limit: "0" }];
    for (const query of wrong)
      expect((await life.call(Titles.find, { as, query })).status, JSON.stringify(query)).toBe(400);
    expect(await find(as, "…!")).toEqual([]);
  });
});

slow("the search reads few rows, of whoever has many and among those of many", async () => {
  const open = await serverDb({ max: 1 });
  const life = await harness(open);
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const query = life.database.query;
  await query("set session_replication_role = replica");
  for (const { userId } of [anna, ben])
    await query(
      `insert into tasks (id, user_id, title) select uuidv7(n * interval '-1 second'), $1,
         case n when 5000 then 'Find the needle' else 'Water the plants ' || n end from generate_series(1, 10000) n`,
      [userId],
    );
  await query("set session_replication_role = origin");
  await query("analyze tasks");
  for (const [typed, found] of [
    ["needle", 1],
    ["water pla", 20],
    ["nothing", 0],
  ] as const) {
    await query("begin");
    await query("select set_config('app.user_id', $1, true)", [anna.userId]);
    const rows = await query("select find_titles('tasks', $1, 20)", [typed]);
    const [{ read }] = (await query(
      "select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'tasks'",
    )) as [{ read: number }];
    await query("rollback");
    expect(rows, typed).toHaveLength(found);
    expect(read, typed).toBeLessThan(100);
  }
  await life.close();
});
