/** API keys and grants that end while they are used, on separate connections, so that requests really overlap. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiKeys } from "#core/identity/access.sql";
import * as ApiKeys from "#functions/identity/api-keys";
import { authorizer } from "#functions/identity/authorizer";
import * as Grants from "#functions/identity/grants";
import * as Projects from "#functions/work/projects";
import * as Tasks from "#functions/work/tasks";
import * as Lists from "#functions/work/todo-lists";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";
import { isWhole } from "#testing/sampled";

/** Of the races `npm run prove -- races` runs all. */
const RACES = isWhole("races") ? 12 : 4;
const WRITES = 24;

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

interface Key {
  id: string;
  secret: string;
}
const times = <T>(count: number, run: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => run(at)));
const identify = async (secret: string) =>
  (await authorizer({ version: "2.0", type: "REQUEST", headers: { authorization: `Bearer ${secret}` } })).context;
const works = async ({ secret }: Key) => "userId" in (await identify(secret));
const make = (as: Person, body: object = {}) =>
  life.call(ApiKeys.create, { as, body: { name: "a key", scopes: ["*"], ...body } });
const keyOf = async (as: Person, body: object = {}): Promise<Key> => (await make(as, body)).body;
/** The person of a secret, as the authorizer passed them on before the race. */
const holding = async (anna: Person, key: Key): Promise<Person> => {
  const context = await identify(key.secret);
  if (!("userId" in context)) throw new Error("the key is not good");
  return { ...anna, scopes: context.scopes.split(" "), apiKeyId: key.id };
};
const revoke = (as: Person, { id }: Key) => life.call(ApiKeys.revoke, { as, params: { apiKeyId: id } });
const statuses = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))].sort();

describe("a key", () => {
  it("makes at most twenty children, however many are requested at once", async () => {
    const anna = await life.user("anna");
    const parent = await keyOf(anna);
    const as = await holding(anna, parent);
    const answers = await times(30, () => make(as));
    const made = answers.filter(({ status }) => status === 201);
    expect([made.length, statuses(answers)]).toEqual([20, [201, 409]]);
    expect(await life.count(apiKeys, `parent_id = '${parent.id}'`)).toBe(20);
    // Another one can be made when one of them ends.
    await revoke(anna, made[0]!.body);
    expect(statuses(await times(5, () => make(as)))).toEqual([201, 409]);
    expect(await life.count(apiKeys, `parent_id = '${parent.id}' and revoked_at is null`)).toBe(20);
  });

  it.each(["itself", "the key that made it"])(
    "makes none once it is revoked, nor does one of its line work: %s",
    async (which) => {
      await times(RACES, async (race) => {
        const anna = await life.user("anna");
        const first = await keyOf(anna);
        const second = which === "itself" ? first : await keyOf(await holding(anna, first));
        const as = await holding(anna, second);
        const rolled = await keyOf(as);
        const [ended, roll, ...answers] = await Promise.all([
          revoke(anna, first),
          life.call(ApiKeys.roll, { as: anna, params: { apiKeyId: rolled.id } }),
          ...Array.from({ length: 6 + (race % 4) }, () => make(as)),
        ]);
        expect(ended.status).toBe(204);
        expect([201, 409]).toEqual(expect.arrayContaining(statuses(answers)));
        const children = answers.filter(({ status }) => status === 201).map(({ body }) => body as Key);
        const secrets = [first, second, rolled, ...(roll.status === 200 ? [roll.body as Key] : []), ...children];
        for (const one of secrets) expect(await works(one)).toBe(false);
        expect((await make(as)).status).toBe(409);
      });
    },
  );

  it.each(["itself", "the key that made it"])(
    "that is found good makes nothing if it has ended by the time that it writes: %s",
    async (which) => {
      const anna = await life.user("anna");
      const first = await keyOf(anna);
      const second = which === "itself" ? first : await keyOf(await holding(anna, first));
      const as = await holding(anna, second);
      let answers: Promise<Answer[]> | undefined;
      await life.database.transaction(async (tx) => {
        await tx.query("update api_keys set revoked_at = $2 where id = $1", [first.id, life.now().toISOString()]);
        answers = times(4, () => make(as));
        await eventually(async () => {
          const waiting = await life.database.query(
            "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          );
          expect(waiting).toHaveLength(4);
        });
      });
      expect((await answers!).map(({ status, body }) => [status, body.code])).toEqual(
        Array(4).fill([409, "api_key_revoked"]),
      );
      expect(await life.count(apiKeys, `parent_id = '${second.id}'`)).toBe(0);
    },
  );

  it("has no child that outlives it, whatever is requested", async () => {
    const anna = await life.user("anna");
    const parent = await keyOf(anna, { expiresAt: "2026-03-02T12:00:20.000Z" });
    const as = await holding(anna, parent);
    await times(20, (at) =>
      make(as, at % 3 === 0 ? {} : { expiresAt: at % 3 === 1 ? null : `2026-03-02T12:00:${10 + at}.000Z` }),
    );
    expect(await life.count(apiKeys, `parent_id = '${parent.id}'`)).toBeGreaterThan(10);
    expect(
      await life.count(
        apiKeys,
        `parent_id = '${parent.id}' and expires_at is distinct from least(expires_at, '2026-03-02T12:00:20Z')`,
      ),
    ).toBe(0);
  });

  it(`writes nothing more once its end was answered, in ${RACES} races of ${WRITES} writes`, async () => {
    for (let race = 0; race < RACES; race++) {
      const anna = await life.user("anna");
      const first = await keyOf(anna);
      const child = await keyOf(await holding(anna, first));
      let ended = false;
      const late: unknown[] = [];
      // Each write is authorized anew, as without a cache.
      const write = async (at: number) => {
        const after = ended;
        const context = await identify(child.secret);
        if (!("userId" in context)) return 401;
        const as = { ...anna, scopes: context.scopes.split(" "), apiKeyId: child.id };
        const { status } = await life.call(Tasks.create, { as, body: { title: `${at}` } });
        if (after) late.push(status);
        return status;
      };
      const [, ...answers] = await Promise.all([
        (async () => {
          await write(0);
          expect((await revoke(anna, first)).status).toBe(204);
          ended = true;
          expect(await write(99)).toBe(401);
        })(),
        ...Array.from({ length: WRITES }, (_, at) => write(at)),
      ]);
      expect([201, 401]).toEqual(expect.arrayContaining([...new Set(answers)]));
      expect(late).toEqual([]);
    }
  });
});

describe("a grant that is withdrawn during writes", () => {
  const given = async (anna: Person, ben: Person, entityType: string, entityId: string) =>
    (
      await life.call(Grants.create, {
        as: anna,
        body: { entityType, entityId, granteeId: ben.userId, role: "collaborator" },
      })
    ).body.id as string;

  it(`leaves nothing of whoever had it, nor lets them see or change what they wrote, in ${RACES} races of ${WRITES}`, async () => {
    for (let race = 0; race < RACES; race++) {
      const [anna, ben] = [await life.user("anna"), await life.user("ben")];
      const project = (await life.call(Projects.create, { as: anna, body: { name: "p" } })).body.id as string;
      const own = await times(WRITES / 4, async () => {
        const { body } = await life.call(Tasks.create, { as: ben, body: { title: "Ben's" } });
        return body.id as string;
      });
      const annas = (await life.call(Tasks.create, { as: anna, body: { title: "0", projectId: project } })).body.id;
      const grantId = await given(anna, ben, "project", project);
      let ended = false;
      const late: number[] = [];
      const ask = async (run: () => Promise<Answer>) => {
        const after = ended;
        const { status } = await run();
        if (after && status < 400) late.push(status);
        return status;
      };
      const writes = [
        ...own.map(
          (taskId) => () => life.call(Tasks.update, { as: ben, params: { taskId }, body: { projectId: project } }),
        ),
        ...Array.from(
          { length: WRITES / 2 },
          (_, at) => () => life.call(Tasks.create, { as: ben, body: { title: `${at}`, projectId: project } }),
        ),
        ...Array.from(
          { length: WRITES / 4 },
          (_, at) => () => life.call(Tasks.update, { as: ben, params: { taskId: annas }, body: { title: `${at}` } }),
        ),
      ];
      const [withdrawn, ...answers] = await Promise.all([
        ask(() => life.call(Grants.remove, { as: anna, params: { grantId } })).then((status) => {
          ended = true;
          return status;
        }),
        ...writes.map(async (write, at) => {
          // Every other one begins later, some before and some after the end.
          if (at % 2 === 1) for (let turn = 0; turn < at; turn += 6) await identify("life_none");
          return ask(write);
        }),
      ]);
      expect(withdrawn).toBe(204);
      for (const status of new Set(answers)) expect([200, 201, 400, 403, 404, 409]).toContain(status);
      expect(late).toEqual([]);
      const inside = await life.database.query<{ id: string; user_id: string }>(
        "select id, user_id from tasks where project_id = $1",
        [project],
      );
      expect(new Set(inside.map((one) => one.user_id))).toEqual(new Set([anna.userId]));
      for (const { id: taskId } of inside) {
        const params = { taskId };
        expect((await life.call(Tasks.get, { as: ben, params })).status).toBe(404);
        expect((await life.call(Tasks.update, { as: ben, params, body: { title: "mine" } })).status).toBe(404);
      }
      expect((await life.call(Tasks.list, { as: ben, query: { scope: "shared" } })).body.data).toEqual([]);
    }
  });

  it("on a list lets nobody put an item into it afterwards", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const list = (await life.call(Lists.create, { as: anna, body: { name: "l" } })).body.id as string;
    const grantId = await given(anna, ben, "todo_list", list);
    await life.call(Grants.remove, { as: anna, params: { grantId } });
    expect((await life.call(Lists.update, { as: ben, params: { todoListId: list }, body: { name: "x" } })).status).toBe(
      404,
    );
  });
});
