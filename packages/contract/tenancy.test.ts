/**
 * Access control: every operation is called by everybody without access to the rows, with their ids in its path, its body or a
 * filter. Everything is derived from the declarations, so new resources are tested without a change here. `npm test` covers
 * some of the operations, `npm run test:sweep` all.
 *
 * “Not yours” is compared with “does not exist”: the same request with an unknown id. Status, headers, body and the statements
 * that reach the database must be the same, so that neither the answer nor its duration reveals the difference.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgTransport } from "#cloud/transport/pg";
import { refreshSettings } from "#core/platform/system-settings";
import type { Endpoint } from "#kit/endpoint";
import { tableKind } from "#kit/table-access";
import { serverDb } from "#testing/database";
import { fingerprint, touched } from "#testing/fingerprint";
import { type Answer, type CallOptions, type Harness, harness, type Person } from "#testing/harness";
import { discoverKnown } from "#testing/known";
import { as } from "#testing/people";
import { isFound, isRefused, NOBODYS, type Probe, type Probing, probes, shortly } from "#testing/probes";
import { type Recording, recording } from "#testing/recording";
import { bodyReferences, queryReferences, type Reference, tableCalled } from "#testing/references";
import { allTables, type Rows, rows } from "#testing/rows";
import { OPERATIONS, someOf } from "#testing/sampled";
import { jsonOf, pathParameters, type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";

const { endpoints } = await discover();
const known = await discoverKnown(endpoints);
const tables = await allTables();
const isProtected = ({ value }: Found<Endpoint>) => value.access !== "public";
const protectedOnes = someOf("operations", endpoints.filter(isProtected), OPERATIONS);
const isAdmin = ({ value }: Found<Endpoint>) => value.access === "admin";

let life: Harness;
let log: Recording;
let sweep: Walk;
let any: Rows;
let probing: Probing;
/** The owner of the rows. */
let anna: Person;
/** People without access, by their kind. */
const people = {} as Record<Outsider | "viewer" | "control", Person>;
/** Every id of anna's and of her household's rows. */
let hers: Set<string>;
/** The ids of anna's rows in an operation's path. */
const pathOf = new Map<string, Record<string, string>>();

const OUTSIDERS = [
  "another user",
  "a member of another household",
  "a removed member",
  "the holder of a forged grant",
] as const;
type Outsider = (typeof OUTSIDERS)[number];

beforeAll(async () => {
  const open = await serverDb({ max: 1 });
  log = recording(pgTransport(open.url, { max: 1, prepare: true }));
  // Without rate limits, because this tests who makes requests and not how many.
  life = await harness(open, { transport: log.transport, config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
  sweep = await walk(life);
  any = await rows(life);
  anna = await life.user("anna");
  for (const one of [...OUTSIDERS, "viewer", "control"] as const)
    people[one] = await life.user(one.replaceAll(" ", "-"));
  await rowsOfAnna();
  await outsiders();
  probing = probes(life, log, hers);
  // They are read once a minute, and not by one of two requests that are compared.
  await refreshSettings();
  // The outsiders' own rows, which are made before anything is compared.
  for (const one of [...OUTSIDERS, "viewer"] as const)
    for (const found of protectedOnes) await requestOf(found, people[one]);
});
afterAll(() => life.close());

/** A row of anna's for everything that an id can refer to, shared with her household where possible. */
async function rowsOfAnna() {
  for (const found of protectedOnes) {
    const { params } = await requestOf(found, anna);
    pathOf.set(found.name, Object.fromEntries(idsInPath(found).map((id) => [id, params![id]!])));
    for (const reference of [...referencesIn("body", found), ...referencesIn("query", found)])
      await idFor(reference, { params }, anna);
  }
  for (const [name, table] of tables) {
    // Whatever operations this run has chosen, there is a row of each of these tables to be seen.
    if (tableKind(table) !== "shared") continue;
    await any.idOf(name, anna);
    await life.database.query(`update ${name} set household_id = $1 where user_id = $2`, [
      anna.householdId,
      anna.userId,
    ]);
  }
  const named = [...tables].filter(([, table]) => "id" in table && tableKind(table) !== "service");
  const found = await life.database.query<{ id: string }>(
    named
      .map(
        ([name]) => `select id::text from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0`,
      )
      .join(" union "),
    [anna.userId, anna.householdId],
  );
  hers = new Set([...found.map(({ id }) => id), ...[...pathOf.values()].flatMap((params) => Object.values(params))]);
}

async function outsiders() {
  const { query } = life.database;
  const join = "insert into household_members (household_id, user_id) values ($1, $2)";
  const host = await life.user("host");
  await query(join, [host.householdId, people["a member of another household"].userId]);
  const former = people["a removed member"].userId;
  await query(
    "insert into household_members (household_id, user_id) select household_id, $2 from household_members where user_id = $1",
    [anna.userId, former],
  );
  await query(
    "delete from household_members where user_id = $2 and household_id in (select household_id from household_members where user_id = $1)",
    [anna.userId, former],
  );
  // Written without any checks, as if somebody had found a way around them: a grant on a row that is not the grantor's.
  const forger = await life.user("forger");
  const grant =
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) select 'task', id::uuid, $1, $2, $3 from unnest($4::text[]) id where id ~ '^[0-9a-f-]{36}$'";
  const all = `{${[...hers].join(",")}}`;
  await life.database.transaction(async (tx) => {
    await tx.query("set local session_replication_role = replica");
    await tx.query(grant, [forger.userId, people["the holder of a forged grant"].userId, "owner", all]);
    await tx.query(grant, [anna.userId, people.viewer.userId, "viewer", all]);
  });
}

const references = new Map(
  protectedOnes.map((found) => [
    found.name,
    { body: bodyReferences(found, tables, known), query: queryReferences(found, tables, known) },
  ]),
);
const isCheckedOtherwise = ({ name }: Found<Endpoint>, { at }: Reference) =>
  known.operations.get(name)?.checkedOtherwise?.[at] !== undefined;
const referencesIn = (place: "body" | "query", { name }: Found<Endpoint>) => references.get(name)![place];

/** The parameters of the path that are ids; a day is none. */
function idsInPath({ name, value }: Found<Endpoint>): string[] {
  const parameters = pathParameters(value.path);
  const resource = name.slice(0, name.lastIndexOf("."));
  return known.resources.get(resource)?.namedAlike === undefined ? parameters : parameters.slice(0, -1);
}

const takesIds = (found: Found<Endpoint>) =>
  referencesIn("body", found).length > 0 || referencesIn("query", found).length > 0;

/** Valid requests, made once for each operation. */
const requests = new Map<string, Promise<CallOptions>>();
function requestOf(found: Found<Endpoint>, person: Person): Promise<CallOptions> {
  const key = `${person.userId} ${found.name}`;
  if (!requests.has(key)) requests.set(key, makeRequest(found, person));
  return requests.get(key)!;
}

async function makeRequest(found: Found<Endpoint>, person: Person): Promise<CallOptions> {
  // When the path has only her id, the request needs no rows of the caller's own.
  if (person !== anna && idsInPath(found).length === 1 && !takesIds(found))
    return { ...(await requestOf(found, anna)), as: person, params: {} };
  const request = await sweep.request(found, person);
  const everyId = known.operations.get(found.name)?.everyId;
  if (!everyId) return request;
  const one = endpoints.find(({ name }) => name === found.name.replace(/\w+$/, "get"))!;
  return { ...request, body: await everyId(await sweep.paramsOf(one, person), life, person) };
}

/** Probes of the path: each of its ids alone, beside ids of the caller's own, and all of them. */
function inPath(founds: readonly Found<Endpoint>[], who: Person, own: Map<string, CallOptions>): Probe[] {
  return founds.flatMap((found) => {
    const theirs = pathOf.get(found.name)!;
    const ids = idsInPath(found);
    const mine = own.get(found.name)!;
    const which = ids.length > 1 ? [...ids.map((one) => [one]), ids] : [ids];
    return which.map(
      (some): Probe => ({
        name: `${found.name} ${some.length === ids.length ? "" : `{${some}}`}`.trim(),
        found,
        id: theirs[some.at(-1)!]!,
        request: (id) => ({
          ...mine,
          as: who,
          params: {
            ...mine.params,
            ...Object.fromEntries(some.map((one) => [one, id === NOBODYS ? id : theirs[one]!])),
          },
        }),
      }),
    );
  });
}

/** Probes of each field of the body, or of each filter. */
async function inPlaces(place: "body" | "query", who: Person, own: Map<string, CallOptions>): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (const found of protectedOnes.filter((one) => !isAdmin(one))) {
    for (const reference of referencesIn(place, found)) {
      const mine = own.get(found.name)!;
      const name = `${found.name} ${reference.at}`;
      if (isCheckedOtherwise(found, reference)) continue;
      probes.push({
        name,
        found,
        id: await idFor(reference, await requestOf(found, anna), anna),
        request: (id) => ({ ...mine, as: who, [place]: reference.put(mine[place], id!) }),
      });
    }
  }
  return probes;
}

/**
 * A row of the person's own that the reference may name: one that the walk made, because it has everything that belongs to it.
 */
async function idFor({ key, table }: Reference, { params = {} }: CallOptions, person: Person): Promise<string> {
  if (table === "users" || table === "households") return any.idOf(table, person);
  // What the field is called may be the name of another table: the id of a grant's entity is no entity of the graph.
  const called = tableCalled(key, tables);
  const isOfAnother = called !== undefined && called !== table;
  const maker = isOfAnother ? undefined : endpoints.find(({ value }) => pathParameters(value.path).includes(key));
  return params[key] ?? (maker && (await sweep.paramsOf(maker, person))[key]) ?? (await any.idOf(table, person));
}

/** Query parameters: none, and each value of each enum, such as `scope=household`. */
function choicesOf({ value: { spec } }: Found<Endpoint>): Record<string, string>[] {
  const parameters = Object.entries((spec.query && jsonOf(spec.query).properties) ?? {});
  const choices = parameters
    .filter(([name]) => name !== "sort")
    .flatMap(([name, { enum: values = [] }]) => values.map((value) => ({ [name]: String(value) })));
  return [{}, ...choices];
}

async function ownRequests(person: Person): Promise<Map<string, CallOptions>> {
  const own = new Map<string, CallOptions>();
  for (const found of protectedOnes) own.set(found.name, await requestOf(found, person));
  return own;
}

describe.each([
  ["anonymously", () => undefined, { status: 401, code: "unauthenticated" }],
  [
    "with an API key that lacks the scope",
    (found: Found<Endpoint>): Person => ({
      ...(isAdmin(found) ? { ...anna, role: "admin" } : anna),
      scopes: ["kit:read", `${found.value.pillar}:${found.value.scope.endsWith(":read") ? "write" : "read"}`],
    }),
    { status: 403, code: "missing_scope" },
  ],
] as const)("%s", (_, who, expected) => {
  it("everything is refused before the database is queried, wherever the ids are", async () => {
    const wrong: Record<string, unknown> = {};
    const flights = await log.flightsOf(async () => {
      for (const found of protectedOnes) {
        const request = await requestOf(found, anna);
        const { status, headers, body } = await life.call(found.value, { ...request, as: who(found) });
        if (status !== expected.status || body.code !== expected.code) wrong[found.name] = { status, body };
        if (status === 401) expect(headers["www-authenticate"]).toContain("Bearer");
      }
    });
    expect({ wrong, flights }).toEqual({ wrong: {}, flights: [] });
  });
});

describe.each(OUTSIDERS)("%s", (who) => {
  let own: Map<string, CallOptions>;
  beforeAll(async () => {
    own = await ownRequests(people[who]);
  });

  it("gets the same answer for ids in the path as for unknown ones, and changes nothing", async () => {
    const founds = protectedOnes.filter((found) => idsInPath(found).length > 0);
    const isRefusal = ({ status, body }: Answer, { found }: Probe) =>
      isAdmin(found) ? status === 403 && body.code === "forbidden" : status === 404 && body.code === "not_found";
    expect(await probing.refusals("path", inPath(founds, people[who], own), isRefusal)).toEqual({
      wrong: {},
      changed: [],
    });
  });

  it("gets the same answer for ids in the body as for unknown ones, and changes nothing", async () => {
    expect(await probing.refusals("body", await inPlaces("body", people[who], own), isRefused)).toEqual({
      wrong: {},
      changed: [],
    });
  });

  it("is shown none of her rows by any list, with any enum parameter", async () => {
    const wrong: Record<string, string> = {};
    for (const found of protectedOnes.filter((one) => one.value.method === "GET" && !isAdmin(one))) {
      if (pathParameters(found.value.path).length > 0) continue;
      for (const choice of choicesOf(found)) {
        const query = { ...own.get(found.name)!.query, ...choice };
        const answer = await life.call(found.value, { as: people[who], query });
        const text = JSON.stringify(answer.body);
        const told = [...hers].filter((id) => text.includes(id));
        if (told.length > 0 && known.operations.get(found.name)?.showsForged === undefined)
          wrong[`${found.name} ${JSON.stringify(choice)}`] = text.slice(0, 300);
      }
    }
    expect(wrong).toEqual({});
  });

  it("finds nothing by ids in a filter, and changes nothing", async () => {
    const isRefusal = ({ status }: Answer) => status === 200 || (status >= 400 && status < 500);
    expect(await probing.refusals("query", await inPlaces("query", people[who], own), isRefusal)).toEqual({
      wrong: {},
      changed: [],
    });
  });
});

describe("somebody with the right to view anna's rows", () => {
  let own: Map<string, CallOptions>;
  let viewer: Person;
  let visible: Set<string>;
  beforeAll(async () => {
    viewer = people.viewer;
    own = await ownRequests(viewer);
    visible = new Set();
    for (const [name, table] of tables) {
      if (!("id" in table) || tableKind(table) === "service") continue;
      const seen = await as(life.database, viewer.userId).query<{ id: string }>(
        `select id::text from ${name} where id::text = any($1::text[])`,
        [`{${[...hers].join(",")}}`],
      );
      for (const { id } of seen) visible.add(id);
    }
  });

  it("sees many of them", () => expect(visible.size).toBeGreaterThan(20));

  it("is refused every change: 403 (or a conflict) for visible rows, 404 for others", async () => {
    const wrong: Record<string, string> = {};
    const before = await fingerprint(life.database);
    for (const found of protectedOnes) {
      const params = pathOf.get(found.name)!;
      if (Object.keys(params).length === 0 || found.value.method === "GET") continue;
      const { status, body } = await life.call(found.value, { ...own.get(found.name)!, as: viewer, params });
      const sees = isAdmin(found) || Object.values(params).every((id) => visible.has(id));
      // For a visible row, the answer may also be that its state does not allow the change.
      if (!(sees ? [403, 409] : [404]).includes(status)) wrong[found.name] = shortly({ status, body, headers: {} });
    }
    expect({ wrong, changed: touched(before, await fingerprint(life.database)) }).toEqual({ wrong: {}, changed: [] });
  });

  it("finds nothing else by ids in a filter", async () => {
    const isRefusal = ({ status }: Answer) => status === 200 || (status >= 400 && status < 500);
    expect(await probing.refusals("query", await inPlaces("query", viewer, own), isRefusal)).toEqual({
      wrong: {},
      changed: [],
    });
  });

  it("may refer to visible rows in rows of their own, and changes none of anna's by it", async () => {
    const before = await fingerprint(life.database, [viewer.userId, viewer.householdId]);
    const wrong: Record<string, string> = {};
    for (const probe of await inPlaces("body", viewer, own)) {
      const { answer } = await probing.ask(probe, probe.id);
      if (!isRefused(answer) && !visible.has(probe.id)) wrong[probe.name] = shortly(answer);
    }
    const after = await fingerprint(life.database, [viewer.userId, viewer.householdId]);
    expect({ wrong, changed: touched(before, new Set([...after].filter((row) => before.has(row)))) }).toEqual({
      wrong: {},
      changed: [],
    });
  });
});

describe("the owner of the ids", () => {
  it("can use each of them in its place, so that they were the reason for the refusals", async () => {
    const owner = people.control;
    const wrong: Record<string, string> = {};
    // Other verbs come last, because a merged vendor cannot be changed any more.
    const isVerb = ({ exportName }: Found<Endpoint>) => Number(!["list", "create", "update"].includes(exportName));
    for (const found of protectedOnes.filter((one) => !isAdmin(one)).sort((a, b) => isVerb(a) - isVerb(b))) {
      const mine = await requestOf(found, owner);
      for (const place of ["body", "query"] as const) {
        for (const reference of referencesIn(place, found)) {
          const name = `${found.name} ${reference.at}`;
          if (isCheckedOtherwise(found, reference)) continue;
          const given = reference.put(mine[place], await idFor(reference, mine, owner));
          const answer = await life.call(found.value, { ...mine, [place]: given });
          if (!isFound(answer)) wrong[name] = shortly(answer);
        }
      }
    }
    expect(wrong).toEqual({});
  });

  it("no exception is unnecessary", () => {
    const excused = endpoints
      .filter(isProtected)
      .flatMap((found) =>
        Object.keys(known.operations.get(found.name)?.checkedOtherwise ?? {}).map((at) => ({ found, at })),
      );
    const gone = excused.filter(({ found, at }) => !bodyReferences(found, tables, known).some((one) => one.at === at));
    expect(gone.map(({ found, at }) => `${found.name} ${at}`)).toEqual([]);
  });
});
