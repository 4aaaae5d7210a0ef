/**
 * Races between a grant and a row that is placed into a container. The grant is inserted by a trigger that fires between those
 * that place the row, so that it appears as if another transaction had just committed it.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#local/database";
import { forEachDatabase, type OpenDatabase } from "#testing/database";
import { as, insert, person, problemOf } from "#testing/people";

forEachDatabase("a grant that arrives while a row is placed", (open) => {
  let opened: OpenDatabase;
  let database: Database;
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    await database.query("create table arriving (entity_type text, entity_id uuid, owner uuid, grantee uuid)");
    await database.query(`create function arrive() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
    begin
      insert into access_grants (grantor_id, entity_type, entity_id, grantee_id, role)
      select owner, entity_type, entity_id, grantee, 'collaborator' from arriving a on conflict do nothing;
      return new;
    end $$`);
  });
  afterAll(() => opened?.close());

  // The triggers of a row fire in the order of their names: `belong`, `belong_wholly`, `check_reference…`, each with `_new` for a
  // new row.
  describe.each([
    ["before it is said that all that holds the row is one person's", "belong_then"],
    ["before the reference is checked", "c_arrives"],
  ])("%s", (_, name) => {
    beforeAll(() =>
      database.query(`create trigger ${name} before insert or update on tasks for each row execute function arrive()`),
    );
    afterAll(() => database.query(`drop trigger ${name} on tasks`));

    it.each([
      ["projects", { name: "p" }, "project_id"],
      ["goals", { title: "g", level: "yearly" }, "goal_id"],
      ["tasks", { title: "t" }, "parent_task_id"],
    ])("leaves nobody's task in what is another's: %s", async (table, holding, column) => {
      const [ada, ben] = [await person(database), await person(database)];
      const [own, alone, moved] = [
        await insert(database, ada, "tasks", { title: "x" }),
        await insert(database, ada, "tasks", { title: "x" }),
        await insert(database, ada, "tasks", { title: "x" }),
      ];
      const holder = await insert(database, ben, table, holding);
      await database.query("delete from arriving");
      await database.query("insert into arriving values ($1, $2, $3, $4)", [table.slice(0, -1), holder, ben, ada]);
      const put = (id: string, row: Record<string, unknown>) =>
        as(database, ada).query(
          `update tasks set ${Object.keys(row).map((key, at) => `${key} = $${at + 2}`)} where id = $1`,
          [id, ...Object.values(row)],
        );
      for (const place of [
        () => insert(database, ada, "tasks", { title: "x", [column]: holder }),
        () => put(alone, { [column]: holder }),
      ])
        expect(await problemOf(place())).toMatchObject({ code: "LF004", detail: column });
      // The row also has a closer container of its owner's. If the grant is seen in time, the placement is refused because the
      // holder is another person's.
      const beside = await problemOf(put(moved, { parent_task_id: own, [column]: holder }));
      expect(["LF004", "LF005"]).toContain(beside.code);
    });
  });
});
