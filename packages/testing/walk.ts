/**
 * Valid requests to every declared endpoint, generated from the declarations: bodies from their examples or schemas, path
 * parameters from rows that the caller creates through the API. So new endpoints are covered without a change in a test;
 * exceptions are declared beside the resource (see known.ts).
 */
import type { ZodMiniType } from "zod/mini";
import * as z from "zod/mini";
import type { Endpoint } from "#kit/endpoint";
import type { CallOptions, Harness, Person } from "#testing/harness";
import { discoverKnown, type Ids, type Known } from "#testing/known";
import { type Declarations, discover, type Found } from "../contract/discover.ts";
import { exampleOf, type JsonSchema } from "../contract/example.ts";

export interface Walk {
  declarations: Declarations;
  endpoints: readonly Found<Endpoint>[];
  known: Known;
  /** A request that should succeed, by `person`, on rows of their own, which are created once for each person. */
  request(found: Found<Endpoint>, person: Person): Promise<CallOptions>;
  /** Path parameters with the ids of the person's rows. */
  paramsOf(found: Found<Endpoint>, person: Person): Promise<Ids>;
  bodyOf(found: Found<Endpoint>): unknown;
}

/** The verbs of rows that have been deleted. */
const OF_DELETED: ReadonlySet<string> = new Set(["restore", "purge"]);

export async function walk(life: Harness): Promise<Walk> {
  const declarations = await discover();
  const { endpoints } = declarations;
  const known = await discoverKnown(endpoints);
  const creates = endpoints.filter(({ exportName, value }) => exportName === "create" && value.method === "POST");
  const rows = new Map<string, Promise<string>>();

  async function paramsOf({ name, value }: Found<Endpoint>, person: Person): Promise<Ids> {
    const params: Ids = {};
    for (const [before, parameter] of [...value.path.matchAll(/\/{(\w+)}/g)].map(
      (found) => [value.path.slice(0, found.index), found[1]!] as const,
    )) {
      const key = `${person.userId} ${before}`;
      if (!rows.has(key)) rows.set(key, rowOf(before, name, person, params));
      params[parameter] = await rows.get(key)!;
    }
    return params;
  }

  /** The id of a row of the person's in a collection: `/v1/work/tasks`. */
  async function rowOf(collection: string, name: string, person: Person, above: Ids): Promise<string> {
    const segments = collection.split("/");
    const byHand = known.resources.get(`${segments[2]}.${segments.at(-1)}`)?.row;
    if (byHand) return byHand(life, person, { ...above });
    const create = creates.find(({ value }) => value.path === collection);
    if (!create)
      throw new Error(
        `${name}: nothing makes a row of ${collection}; say in functions/${segments[2]}/${segments.at(-1)}.testing.ts how`,
      );
    const { status, body } = await life.call(create.value, {
      as: person,
      params: { ...above },
      body: await bodyWith(create, person),
    });
    if (status === 201) return body.id;
    // A test of `create` may already have created the only row that the example allows.
    const list = endpoints.find((found) => found.name === create.name.replace(/create$/, "list"));
    const there =
      status === 409 && list ? await life.call(list.value, { as: person, params: { ...above } }) : undefined;
    if (there?.body.data?.[0]) return there.body.data[0].id;
    throw new Error(`${create.name} answered ${JSON.stringify(body)}`);
  }

  const bodyWith = async (found: Found<Endpoint>, person: Person) => ({
    ...(bodyOf(found) as object),
    ...(await known.operations.get(found.name)?.body?.(life, person)),
  });

  async function request(found: Found<Endpoint>, person: Person): Promise<CallOptions> {
    const params = await (OF_DELETED.has(found.exportName) ? deleted(found, person) : paramsOf(found, person));
    const before = known.operations.get(found.name)?.before;
    if (typeof before === "function") await before(life, params);
    else if (before) {
      const first = endpoints.find(({ name }) => name === found.name.replace(/\w+$/, before))!;
      await life.call(first.value, { as: person, params, body: bodyOf(first) });
    }
    const body = await bodyWith(found, person);
    return { as: person, params, body: found.value.spec.body && body, query: queryOf(found) };
  }

  /** A deleted row, other than the rows that all other requests use. */
  async function deleted(found: Found<Endpoint>, person: Person): Promise<Ids> {
    const above = await paramsOf(found, person);
    const [, collection, key] = /^(.*)\/{(\w+)}\/\w+$/.exec(found.value.path)!;
    const params = { ...above, [key!]: await rowOf(collection!, found.name, person, above) };
    const remove = endpoints.find(({ name }) => name === found.name.replace(/\w+$/, "remove"))!;
    await life.call(remove.value, { as: person, params });
    return params;
  }

  /** The example of the declaration, a part of the resource's own example, or the minimum that the schema requires. */
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

  return { declarations, endpoints, known, request, paramsOf, bodyOf };
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
