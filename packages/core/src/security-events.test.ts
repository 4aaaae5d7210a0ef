/** Which events people can see, and which they can write, tested by plain SQL as the application's role. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#local/database";
import type { OpenDatabase } from "#testing/database";
import { as, asService, databasesByOwner, householdOf, insert, person, problemOf } from "#testing/people";
import { someOf } from "#testing/sampled";

describe.each(someOf("databases", databasesByOwner, 1))("events on %s", (_, open) => {
  let opened: OpenDatabase;
  let database: Database;
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
  });
  afterAll(() => opened?.close());

  const log = (userId: string, event: Record<string, unknown>) =>
    as(database, userId).batch(async (tx) => {
      const [made] = await tx.query<{ id: string }>("select uuidv7() as id");
      const row = {
        id: made!.id,
        event_type: "work.task.completed",
        source: "lifeos/work",
        action: "completed",
        ...event,
      };
      await tx.query(
        `insert into events (${Object.keys(row).join(", ")}) values (${Object.keys(row).map((_, at) => `$${at + 1}`)})`,
        Object.values(row),
      );
      await tx.query("insert into outbox (event_id) values ($1)", [made!.id]);
      return made!.id;
    });
  const seen = (userId: string, id: string) =>
    as(database, userId)
      .query("select id from events where id = $1", [id])
      .then((rows) => rows.length);

  it("are visible to owner, actor, household and grantees, and to nobody else", async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => person(database)));
    const [owner, actor, member, grantee, stranger] = people as [string, string, string, string, string];
    const home = await householdOf(database, owner, actor, member);
    const task = await insert(database, owner, "tasks", { title: "x", household_id: home });
    const grant = { entity_type: "task", entity_id: task, grantee_id: grantee, role: "viewer" };
    await insert(database, owner, "access_grants", grant);
    const shared = { user_id: owner, actor_id: actor, household_id: home, entity_type: "task", entity_id: task };
    const id = await log(actor, shared);
    const seenBy = await Promise.all([owner, actor, member, grantee, stranger].map((who) => seen(who, id)));
    expect(seenBy).toEqual([1, 1, 1, 1, 0]);
    expect(await as(database, actor).query("select * from outbox")).toEqual([]);
  });

  it("are visible since the row was, with previous values only for owner and actor", async () => {
    const [owner, member, late] = [await person(database), await person(database), await person(database)];
    const home = await householdOf(database, owner, member);
    const task = await insert(database, owner, "tasks", { title: "x" });
    const about = { user_id: owner, entity_type: "task", entity_id: task, previous: { title: "secret" } };
    const share = (to: string | null) =>
      as(database, owner).query("update tasks set household_id = $1 where id = $2", [to, task]);
    const before = await log(owner, { ...about, actor_id: owner });
    await share(home);
    const shared = await log(owner, { ...about, actor_id: owner, household_id: home });
    const acted = await log(member, { ...about, actor_id: member, household_id: home });
    const told = (who: string) => Promise.all([before, shared, acted].map((id) => seen(who, id)));
    const previous = (who: string) =>
      as(database, who)
        .query<{ old: unknown }>("select previous_of(id) as old from unnest($1::uuid[]) id", [
          `{${before},${shared},${acted}}`,
        ])
        .then((rows) => rows.map(({ old }) => old !== null));

    expect([await told(owner), await told(member)]).toEqual([
      [1, 1, 1],
      [0, 1, 1],
    ]);
    expect([await previous(owner), await previous(member)]).toEqual([
      [true, true, true],
      [false, false, true],
    ]);
    await asService(database).query("insert into household_members (household_id, user_id) values ($1, $2)", [
      home,
      late,
    ]);
    expect(await told(late)).toEqual([0, 0, 0]);
    await share(null);
    expect(await told(member)).toEqual([0, 0, 1]);
    await share(home);
    expect([await told(member), await told(late)]).toEqual([
      [0, 0, 1],
      [0, 0, 0],
    ]);
    const again = await log(owner, { ...about, actor_id: owner, household_id: home });
    expect([await seen(member, again), await seen(late, again)]).toEqual([1, 1]);
  });

  it("are visible to a grantee since the grant, and to a former member only for their own acts", async () => {
    const [owner, grantee, member] = [await person(database), await person(database), await person(database)];
    const home = await householdOf(database, owner, member);
    const task = await insert(database, owner, "tasks", { title: "x", household_id: home });
    const about = { user_id: owner, entity_type: "task", entity_id: task, household_id: home };
    const first = await log(owner, { ...about, actor_id: owner });
    const grant = { entity_type: "task", entity_id: task, grantee_id: grantee, role: "viewer" };
    const given = await insert(database, owner, "access_grants", grant);
    const second = await log(member, { ...about, actor_id: member });
    const third = await log(owner, { ...about, actor_id: owner });
    const told = (who: string) => Promise.all([first, second, third].map((id) => seen(who, id)));
    expect([await told(grantee), await told(member)]).toEqual([
      [0, 1, 1],
      [1, 1, 1],
    ]);
    await as(database, owner).query("delete from access_grants where id = $1", [given]);
    await as(database, member).query("delete from household_members where user_id = $1", [member]);
    expect([await told(grantee), await told(member)]).toEqual([
      [0, 0, 0],
      [0, 1, 0],
    ]);
  });

  it("of a list that is not shared are not visible to a household", async () => {
    const [owner, member] = [await person(database), await person(database)];
    const home = await householdOf(database, owner, member);
    const list = await insert(database, owner, "todo_lists", { name: "x", household_id: home, is_shared: true });
    const about = { user_id: owner, actor_id: owner, entity_type: "todo_list", entity_id: list, household_id: home };
    const id = await log(owner, about);
    expect(await seen(member, id)).toBe(1);
    await as(database, owner).query("update todo_lists set is_shared = false where id = $1", [list]);
    expect(await seen(member, id)).toBe(0);
  });

  it("can be written only about own rows, and not about another's row, household or person, or a row that may only be read", async () => {
    const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
    const home = await householdOf(database, ada, ben);
    const mine = await insert(database, eve, "tasks", { title: "Eve's" });
    const secret = await insert(database, ada, "tasks", { title: "Ada's" });
    const shared = await insert(database, ada, "tasks", { title: "ours", household_id: home });
    const lent = await insert(database, ada, "tasks", { title: "lent" });
    const grant = { entity_type: "task", entity_id: lent, grantee_id: eve, role: "viewer" };
    await insert(database, ada, "access_grants", grant);
    const task = { entity_type: "task", user_id: ada };
    const attempts: [string, string, Record<string, unknown>][] = [
      ["in another's timeline", eve, { ...task, entity_id: mine }],
      ["in my household, of a stranger", ben, { user_id: eve, household_id: home }],
      ["in another's household, of mine", eve, { ...task, user_id: eve, entity_id: mine, household_id: home }],
      ["about a row that my companion keeps to themselves", ben, { ...task, entity_id: secret }],
      ["about it as if it were shared", ben, { ...task, entity_id: secret, household_id: home }],
      [
        "about a shared row as if it were private to another",
        ben,
        { ...task, user_id: ben, entity_id: shared, created_at: "2020-01-01" },
      ],
      ["about a row that I may only see", eve, { ...task, entity_id: lent }],
      ["that it is deleted", eve, { ...task, entity_id: lent, action: "deleted" }],
      ["about nobody", eve, {}],
      ["about nothing that there is", ben, { ...task, entity_type: "nonsense", entity_id: secret }],
      [
        "about a task as if it were something smaller that is gone",
        ben,
        {
          ...task,
          entity_type: "task_dependency",
          entity_id: secret,
          action: "deleted",
          event_type: "work.task.deleted",
        },
      ],
      [
        "that somebody left whom only an admin could take out",
        ben,
        {
          user_id: ada,
          entity_type: "household",
          entity_id: home,
          household_id: home,
          event_type: "identity.household.left",
          action: "left",
        },
      ],
      ["in the name of another household's member", ben, { ...task, entity_id: mine, household_id: home }],
    ];
    for (const [what, who, event] of attempts)
      expect(await problemOf(log(who, { actor_id: who, ...event })), what).toMatchObject({ code: "42501" });
    await log(ben, { ...task, actor_id: ben, entity_id: shared, household_id: home });
  });

  it("can be put into the outbox only by their actor, in their transaction", async () => {
    const [ada, eve] = [await person(database), await person(database)];
    const event = await log(ada, { user_id: ada, actor_id: ada });
    const own = await log(eve, { user_id: eve, actor_id: eve });
    await asService(database).query("delete from outbox");
    for (const id of [event, own, randomUUID()]) {
      const again = as(database, eve).query("insert into outbox (event_id) values ($1)", [id]);
      expect(await problemOf(again)).toMatchObject({ code: "42501" });
    }
  });

  it("are read once each when they are put into the outbox, however many their actor has", async () => {
    const ada = await person(database);
    const count = 300;
    const read = await as(database, ada).batch(async (tx) => {
      const made = await tx.query<{ id: string }>(
        `insert into events (user_id, actor_id, event_type, source, action)
          select $1::uuid, $1::uuid, 'work.task.completed', 'lifeos/work', 'completed' from generate_series(1, $2::int) returning id`,
        [ada, count],
      );
      const readSoFar = async () => {
        const [{ rows }] = (await tx.query(
          "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables where relname = 'events'",
        )) as [{ rows: string }];
        return Number(rows);
      };
      const before = await readSoFar();
      await tx.query("insert into outbox (event_id) select unnest($1::uuid[])", [`{${made.map(({ id }) => id)}}`]);
      return (await readSoFar()) - before;
    });
    expect(read).toBe(count);
  });

  it("name their actor truthfully", async () => {
    const [ada, eve] = [await person(database), await person(database)];
    for (const actor of [ada, null]) {
      expect(await problemOf(log(eve, { user_id: eve, actor_id: actor }))).toMatchObject({ code: "42501" });
    }
  });

  it("can be changed by nobody, including the service", async () => {
    const ada = await person(database);
    const id = await log(ada, { user_id: ada, actor_id: ada });
    for (const change of ["update events set payload = '{}' where id = $1", "delete from events where id = $1"]) {
      expect(await problemOf(asService(database).query(change, [id]))).toMatchObject({ code: "42501" });
    }
  });
});
