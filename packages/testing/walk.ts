/**
 * Valid requests to every declared endpoint, made from the declarations: bodies from their examples or schemas, path
 * parameters from rows that the caller creates through the API. So a new endpoint is swept without a word about it in a test;
 * what cannot be made that way is listed here.
 */
import { randomUUID } from "node:crypto";
import type { ZodMiniType } from "zod/mini";
import * as z from "zod/mini";
import { singular } from "#kit/crud";
import type { Endpoint } from "#kit/endpoint";
import type { CallOptions, Harness, Person } from "#testing/harness";
import { type Declarations, discover, type Found } from "../contract/discover.ts";
import { exampleOf, type JsonSchema } from "../contract/example.ts";

/** Rows that no `create` makes: what LifeOS itself writes. Each yields the id of one that belongs to the person. */
const MADE_BY_LIFEOS: Record<
  string,
  (life: Harness, person: Person, above: Record<string, string>) => Promise<string>
> = {
  eventId: (life, { userId }) =>
    row(
      life,
      "insert into events (user_id, event_type, source, entity_type, entity_id, action, correlation_id, origin) values ($1, 'work.task.created', 'lifeos/work', 'task', uuidv7(), 'created', uuidv7(), 'api') returning id",
      [userId],
    ),
  insightId: (life, { userId }) =>
    row(
      life,
      "insert into insights (user_id, insight_type, title, body, confidence, generated_by, dedupe_key) values ($1, 'test', 'Title', 'Body', 0.5, 'rule', $2) returning id",
      [userId, randomUUID()],
    ),
  notificationId: (life, { userId }) =>
    row(
      life,
      `insert into notifications (user_id, kind, title, action) values ($1, 'test', 'How?', '{"answer": {"type": "scale", "min": 1, "max": 5}}') returning id`,
      [userId],
    ),
  emailId: (life, { userId }) =>
    row(
      life,
      "insert into inbound_emails (user_id, message_id, sender, recipient, raw_object_key) values ($1, $2, 'shop@example.com', 'me@example.com', 'raw/key') returning id",
      [userId, randomUUID()],
    ),
  metricId: (life, { userId }) =>
    row(
      life,
      "insert into health_metrics (user_id, metric_type, value, unit, measured_at, date, source) values ($1, 'steps', 1, 'count', now(), current_date, 'manual') returning id",
      [userId],
    ),
  deadLetterId: (life) =>
    row(
      life,
      "insert into dead_letters (source, event_id, message_id, payload, error, attempts) values ('kit.test', $1, $1, '{}', 'broken', 5) returning id",
      [randomUUID()],
    ),
  // What a new pantry item begins with.
  lotId: (life, { householdId }) =>
    row(life, "select id from pantry_lots where household_id = $1 order by id limit 1", [householdId]),
  movementId: (life, { householdId }) =>
    row(
      life,
      "select m.id from pantry_movements m join pantry_items i on i.id = m.pantry_item_id where i.household_id = $1 order by m.id limit 1",
      [householdId],
    ),
  // What cooking a recipe makes.
  cookingId: async (life, { userId, householdId }) =>
    row(
      life,
      "insert into recipe_cookings (recipe_id, household_id, cooked_by, cooked_at) values ($1, $2, $3, now()) returning id",
      [
        await row(life, "insert into recipes (user_id, name) values ($1, 'Soup') returning id", [userId]),
        householdId,
        userId,
      ],
    ),
  // Somebody else in the household: its last admin can neither leave nor be another's to remove.
  memberId: async (life, _, { householdId }) =>
    row(life, "insert into household_members (household_id, user_id) values ($1, $2) returning id", [
      householdId,
      (await life.user("member")).userId,
    ]),
  // Nothing else can be waited for than another task.
  dependencyId: async (life, person, { taskId }) =>
    row(life, "insert into task_dependencies (task_id, blocked_by_task_id) values ($1, $2) returning id", [
      taskId,
      await taskOf(life, person),
    ]),
  // The id of a run is the workflow server's own, and there is none here.
  run: async () => "01JNODZ3Y3Q8V5W6X7Y8Z9A0B1",
};

/** What has to be so before an operation makes sense. */
const BEFORE: Record<string, string | ((life: Harness, params: Record<string, string>) => Promise<unknown>)> = {
  "work.tasks.reopen": "work.tasks.complete",
  "household.pantry-items.byBarcode": "household.pantry-items.create",
  // The last admin cannot.
  "identity.members.leave": async (life, { householdId }) =>
    row(life, "insert into household_members (household_id, user_id, role) values ($1, $2, 'admin') returning id", [
      householdId,
      (await life.user("heir")).userId,
    ]),
  "work.sprints.complete": "work.sprints.start",
  "work.tasks.answer": (life, { taskId }) =>
    life.database.query("update tasks set status = 'needing_input' where id = $1", [taskId]),
  "rhythm.routines.resume": "rhythm.routines.pause",
  "health.meals.log": (life, { mealId }) =>
    life.database.query("update meals set source = 'draft' where id = $1", [mealId]),
};

/** Fields of a body that must name another row of the person. */
const REFERENCES: Record<string, (life: Harness, person: Person) => Promise<object>> = {
  "work.dependencies.add": async (life, person) => ({ blockedByTaskId: await taskOf(life, person) }),
  "household.vendors.merge": async (life, { householdId }) => ({
    into: await row(
      life,
      "insert into vendors (household_id, name, normalized_name) values ($1, $2, $2) returning id",
      [householdId, randomUUID()],
    ),
  }),
  "identity.grants.create": async (life, person) => ({ entityId: await taskOf(life, person) }),
  "identity.invites.accept": async (life, person) => ({ token: await tokenFor(life, person) }),
};

const taskOf = (life: Harness, { userId }: Person) =>
  row(life, "insert into tasks (user_id, title) values ($1, 'Another') returning id", [userId]);

/** The token of an invite that somebody sent to the person. */
async function tokenFor(life: Harness, { userId }: Person): Promise<string> {
  const token = randomUUID();
  const { householdId } = await life.user("host");
  await row(
    life,
    "insert into household_invites (household_id, email, token_hash, expires_at) select $1, email, encode(sha256(convert_to($2, 'UTF8')), 'hex'), now() + interval '100 years' from users where id = $3 returning id",
    [householdId, token, userId],
  );
  return token;
}

export interface Walk {
  declarations: Declarations;
  endpoints: readonly Found<Endpoint>[];
  /** A request that should succeed, by `person`, on rows of their own. They are made once for a person. */
  request(found: Found<Endpoint>, person: Person): Promise<CallOptions>;
  /** Path parameters that name rows of the person. */
  paramsOf(found: Found<Endpoint>, person: Person): Promise<Record<string, string>>;
  bodyOf(found: Found<Endpoint>): unknown;
}

export async function walk(life: Harness): Promise<Walk> {
  const declarations = await discover();
  const { endpoints } = declarations;
  const creates = endpoints.filter(({ exportName, value }) => exportName === "create" && value.method === "POST");
  const rows = new Map<string, Promise<string>>();

  async function paramsOf({ name, value }: Found<Endpoint>, person: Person): Promise<Record<string, string>> {
    const params: Record<string, string> = {};
    for (const parameter of pathParameters(value.path)) {
      const key = `${person.userId} ${parameter}`;
      if (!rows.has(key)) rows.set(key, rowOf(parameter, name, person, params));
      params[parameter] = await rows.get(key)!;
    }
    return params;
  }

  async function rowOf(
    parameter: string,
    name: string,
    person: Person,
    above: Record<string, string>,
  ): Promise<string> {
    const byHand = MADE_BY_LIFEOS[parameter];
    if (byHand) return byHand(life, person, above);
    const create = creates.find((found) => parameterOf(found.value.path) === parameter);
    if (!create) throw new Error(`${name}: nothing makes a row for {${parameter}}; add it to ${import.meta.filename}`);
    const given = { ...(bodyOf(create) as object), ...(await REFERENCES[create.name]?.(life, person)) };
    const { status, body } = await life.call(create.value, { as: person, params: { ...above }, body: given });
    if (status === 201) return body.id;
    // A test of `create` may have made the one row that the example stands for.
    const list = endpoints.find((found) => found.name === create.name.replace(/create$/, "list"));
    const there =
      status === 409 && list ? await life.call(list.value, { as: person, params: { ...above } }) : undefined;
    if (there?.body.data?.[0]) return there.body.data[0].id;
    throw new Error(`${create.name} answered ${JSON.stringify(body)}`);
  }

  async function request(found: Found<Endpoint>, person: Person): Promise<CallOptions> {
    const params = await (found.exportName === "restore" ? deleted(found, person) : paramsOf(found, person));
    const before = BEFORE[found.name];
    if (typeof before === "function") await before(life, params);
    else if (before) {
      const first = endpoints.find((one) => one.name === before)!;
      await life.call(first.value, { as: person, params, body: bodyOf(first) });
    }
    const body = { ...(bodyOf(found) as object), ...(await REFERENCES[found.name]?.(life, person)) };
    return { as: person, params, body: found.value.spec.body && body, query: queryOf(found) };
  }

  /** A row to restore, which is another one than those that everything else is done to. */
  async function deleted(found: Found<Endpoint>, person: Person): Promise<Record<string, string>> {
    const above = await paramsOf(found, person);
    const key = pathParameters(found.value.path).at(-1)!;
    const params = { ...above, [key]: await rowOf(key, found.name, person, above) };
    const remove = endpoints.find(({ name }) => name === found.name.replace(/restore$/, "remove"))!;
    await life.call(remove.value, { as: person, params });
    return params;
  }

  /** The example of the declaration, something of the resource's own example, or the least that the schema asks for. */
  function bodyOf({ name, value: { spec } }: Found<Endpoint>): unknown {
    if (!spec.body) return undefined;
    if (spec.example?.body) return spec.example.body;
    const schema = jsonOf(spec.body);
    const least = pick(schema, schema.required ?? []);
    if (Object.keys(least).length > 0) return least;
    const create = creates.find((one) => one.name === name.replace(/\.\w+$/, ".create"));
    const example = Object.entries((create?.value.spec.example?.body ?? {}) as object);
    const known = example.find(([key]) => key in (schema.properties ?? {}));
    if (known) return Object.fromEntries([known]);
    const [first] = Object.keys(schema.properties ?? {});
    return first === undefined ? {} : pick(schema, [first]);
  }

  return { declarations, endpoints, request, paramsOf, bodyOf };
}

/** The names in `{…}` of a path. */
export const pathParameters = (path: string): string[] => [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name!);

function queryOf({ value: { spec } }: Found<Endpoint>): Record<string, string> | undefined {
  if (!spec.query) return undefined;
  const schema = jsonOf(spec.query);
  const required = Object.entries(pick(schema, schema.required ?? []));
  return required.length ? Object.fromEntries(required.map(([name, value]) => [name, String(value)])) : undefined;
}

const pick = (schema: JsonSchema, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, exampleOf(schema.properties![name]!, undefined, name)]));

/** The schema of an input as JSON Schema. */
export const jsonOf = (schema: ZodMiniType): JsonSchema =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;

/** `/v1/health/medical-entries` → `medicalEntryId` */
function parameterOf(path: string): string {
  const segment = path.split("/").at(-1)!;
  return `${singular(segment).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}Id`;
}

async function row(life: Harness, insert: string, params: unknown[]): Promise<string> {
  const [made] = await life.database.query<{ id: string }>(insert, params);
  return made!.id;
}
