/**
 * Hostile requests, generated from the contract: every answer must be one that the operation declares. `npm test` runs ten cases
 * for each of some operations, `npm run test:sweep` SWEEP_CASES for each of all; SWEEP_SEED repeats the cases of an earlier run.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { pgTransport } from "#cloud/transport/pg";
import type { Endpoint } from "#kit/endpoint";
import { conformance, UNSAYABLE } from "#testing/conform";
import { serverDb } from "#testing/database";
import { type Answer, type CallOptions, type Harness, harness, type Person } from "#testing/harness";
import { type Input, inputsOf, LITERALS } from "#testing/inputs";
import { type Recording, recording } from "#testing/recording";
import { tableOf } from "#testing/references";
import { type Rows, rows } from "#testing/rows";
import { OPERATIONS, SEED, someOf } from "#testing/sampled";
import { type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";
import type { Document } from "./document.ts";
import { flightsAllowed } from "./flights.ts";
import { openapiOf } from "./openapi.ts";

const CASES = Number(process.env.SWEEP_CASES ?? 10);
/** Time zones of the person, because days at the limits of the calendar and instants end at different times in them. */
const ZONES = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin"];
const timezone = ZONES[SEED % ZONES.length]!;
/** After so many cases a new person continues, whose rows are unchanged: deleted ones show nothing more. */
const CASES_PER_PERSON = 25;

const { endpoints } = await discover();
const tried = someOf("operations", endpoints, OPERATIONS);
interface Documented {
  responses: Record<string, { "x-codes"?: string[] }>;
}
const document = openapiOf(endpoints);
const { paths } = document as { paths: Record<string, Record<string, Documented>> };

const contract = conformance(document as Document);

const Coded = z.strictObject({
  code: z.string().check(z.regex(/^[a-z0-9_]+$/)),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
const Problem = z.strictObject({
  type: z.string().check(z.regex(/^urn:lifeos:problem:[a-z_]+$/)),
  title: z.string().check(z.regex(/\w/)),
  status: z.int(),
  detail: z.string().check(z.regex(/\w/)),
  instance: z.string(),
  code: z.string(),
  requestId: z.string(),
  coded: z.optional(Coded),
  errors: z.optional(
    z.array(
      z.strictObject({
        pointer: z.optional(z.string().check(z.regex(/^(#(\/.*)?)?$/s))),
        parameter: z.optional(z.string()),
        detail: z.string().check(z.regex(/\w/)),
        coded: Coded,
      }),
    ),
  ),
  // Of a stale version; the check by the contract says what they are.
  current: z.optional(z.looseObject({})),
  lastChange: z.optional(z.nullable(z.looseObject({}))),
});

let life: Harness;
let log: Recording;
let sweep: Walk;
let any: Rows;
let anna: Person;
let stranger: Person;
beforeAll(async () => {
  console.info(`  bad input: ${CASES} cases for each operation, SWEEP_SEED=${SEED}`);
  const open = await serverDb({ max: 1 });
  log = recording(pgTransport(open.url, { max: 1, prepare: true }));
  // Without rate limits, because this tests the contents of requests and not their number.
  life = await harness(open, { transport: log.transport, config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
  sweep = await walk(life);
  any = await rows(life);
  anna = await life.user("anna", { timezone });
  stranger = await life.user("stranger");
});
afterAll(() => life.close());

/** Whether a success changes the rows in the path. */
const wearsOut = ({ value }: Found<Endpoint>) => value.path.includes("{") && value.method !== "GET";

describe("every answer is one that the contract has:", () => {
  it.each(tried.map((found) => [found.name, found] as const))(
    "%s",
    async (_, found) => {
      const { maxBodyBytes = 1024 * 1024 } = found.value.spec;
      expect(maxBodyBytes).toBeLessThanOrEqual(6 * 1024 * 1024);
      let cases = 0;
      let right: CallOptions | undefined;
      const person = async () => {
        if (found.value.access === "admin") return life.user("admin", { role: "admin" });
        return wearsOut(found) ? life.user("somebody", { timezone }) : anna;
      };
      await fc.assert(
        fc.asyncProperty(inputsOf(found, sweep.bodyOf(found)), async (input) => {
          if (cases++ % CASES_PER_PERSON === 0) right = await sweep.request(found, await person());
          const request = await filledIn(found, right!, input);
          let answer!: Answer;
          const flights = await log.flightsOf(async () => {
            answer = await life.call(found.value, request);
          });
          check(found, answer);
          checkBothWays(found, request, answer);
          // A change that finds nothing to change reads once more, to say why; that a stale row was looked at is recorded by itself. A
          // repeated request is told by its first flight what it wrote, and what it read beside that is read by another.
          const more = answer.status === 412 ? 2 : Number(answer.status >= 400);
          const again = Number(answer.headers["idempotent-replayed"] !== undefined);
          const allowed = flightsAllowed(found, sweep.known) + more + again;
          expect(flights.length, "flights to the database").toBeLessThanOrEqual(allowed);
        }),
        { numRuns: CASES, seed: SEED, endOnFailure: CASES > 100 },
      );
    },
    CASES * 1_000 + 20_000,
  );
});

/** The request of an input, with its placeholders replaced. */
async function filledIn(found: Found<Endpoint>, right: CallOptions, input: Input): Promise<CallOptions> {
  const person = right.as!;
  const known = new Map<string, string>();
  const sent = JSON.stringify([input.params, input.query, input.body]);
  for (const [, name] of sent.matchAll(/\{((?:own|their) (\w+)|path|user|household|\w+(?: array)?)\}/g))
    known.set(name!, "");
  for (const name of known.keys()) known.set(name, (await textFor(found, name, person, right)) ?? `{${name}}`);
  const fill = <T>(value: T): T => {
    if (typeof value === "string")
      return value.replace(
        /\{((?:own|their) \w+|\w+(?: array)?)\}/g,
        (all, name: string) => known.get(name) ?? all,
      ) as T;
    if (Array.isArray(value)) return value.map(fill) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)])) as T;
  };
  return {
    as: person,
    params: { ...right.params, ...fill(input.params) },
    query: { ...right.query, ...fill(input.query) },
    body: input.body === undefined ? right.body : fill(input.body),
    headers: input.headers,
  };
}

async function textFor(found: Found<Endpoint>, name: string, person: Person, { params = {} }: CallOptions) {
  if (name === "user") return person.userId;
  if (name === "household") return person.householdId;
  if (name === "path") return Object.values(params).at(-1) ?? LITERALS.nobody;
  const [whose, key] = name.split(" ") as [string, string];
  if (whose !== "own" && whose !== "their") return LITERALS[name];
  return any
    .idOf(tableOf(found, key, any.tables, sweep.known), whose === "own" ? person : stranger)
    .catch(() => LITERALS.nobody);
}

/**
 * A request that the contract allows is not refused for its form, and one that it does not allow is, judged by a JSON Schema
 * validator instead of the product's own checks.
 */
function checkBothWays(found: Found<Endpoint>, request: CallOptions, answer: Answer) {
  const { status, body } = answer;
  const about = `${status} ${JSON.stringify(body)?.slice(0, 500)} of ${JSON.stringify([request.query, request.headers, request.body])?.slice(0, 500)}`;
  expect(contract.mistakes(found, answer), about).toEqual([]);
  const isAllowed = contract.allows(found, request);
  // Each operation of a batch has a result of its own.
  const isPart = (body?.results as { status?: number }[] | undefined)?.some((one) => (one.status ?? 0) >= 400);
  if (isAllowed === false && status < 300 && !isPart) expect.fail(`the contract does not allow it: ${about}`);
  if (isAllowed !== true || status !== 400) return;
  // What has to be in a body that the contract describes as bytes, it cannot say.
  const isInBytes = ({ pointer }: { pointer?: string }) =>
    found.value.spec.rawBody !== undefined && pointer !== undefined;
  const errors = body.errors as { pointer?: string; detail: string }[];
  const details = errors.filter((one) => !isInBytes(one)).map(({ detail }) => detail);
  const unexcused = details.filter((detail) => !UNSAYABLE.some(([, pattern]) => pattern.test(detail)));
  expect(unexcused.length === details.length ? unexcused : [], `the contract allows it: ${about}`).toEqual([]);
}

/** The answer must have a documented status, and fit the schema of that status. */
function check(found: Found<Endpoint>, answer: Answer) {
  const { spec, path, method } = found.value;
  const { responses } = paths[path]![method.toLowerCase()]!;
  const { status, body, headers } = answer;
  const about = `${status} ${JSON.stringify(body)?.slice(0, 500)}`;
  if (status === 500) expect.fail(`${about} ${JSON.stringify(life.logs.findLast(({ level }) => level === "error"))}`);
  expect(Object.keys(responses), about).toContain(String(status));
  if (status >= 400) {
    expect(headers["content-type"]).toBe("application/problem+json");
    expect(Problem.safeParse(body).error?.issues ?? [], about).toEqual([]);
    expect(responses[String(status)]!["x-codes"], about).toContain(body.code);
    expect(body.status).toBe(status);
    expect(about).not.toMatch(/select |insert into|violates|syntax error|_(check|unique|fk|idx|pkey)\b/i);
    // A refusal names the wrong field, in the words of the API; an error of the database would have no field.
    if (status === 400) {
      expect(body.errors?.length, about).toBeGreaterThan(0);
      for (const one of body.errors) {
        expect(one.pointer ?? one.parameter, about).toEqual(expect.any(String));
        expect(one.detail.replace(/“[^”]*”/g, ""), about).not.toMatch(
          /^Invalid|^Too |expected .* received|Unrecognized/,
        );
      }
      expect(about).not.toMatch(/out of range, or from which|values that do not go together/);
    }
  } else if (spec.produces) expect(spec.produces).toContain(headers["content-type"]);
  else if (spec.returns) {
    expect(headers["content-type"]).toBe("application/json");
    expect(spec.returns.safeParse(body).error?.issues ?? [], about).toEqual([]);
  } else expect({ status, body }).toEqual({ status: 204, body: undefined });
}
