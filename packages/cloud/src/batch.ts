/**
 * The batch: statements that are one READ COMMITTED transaction and one network flight, on behalf of one speaker. This file turns
 * queries into SQL, puts the rate limits and the claim before them, and hands the database's results back to each query.
 *
 * What a query of drizzle's yields is mapped by drizzle's own code: for the length of a batch each query's `execute()` hands its
 * SQL over here instead of to a driver.
 */
import { setTimeout as delay } from "node:timers/promises";
import {
  compile,
  type Db,
  type DrizzleQuery,
  type Query,
  type Read,
  type Result,
  type Results,
  type Write,
} from "#kit/db";
import type { EventRow } from "#kit/event";
import { collect, type Statement } from "#kit/handover";
import type { Once } from "#kit/once";
import { isStale as isStalePlan } from "./transport/prepared.ts";
import type { Transport } from "./transport.ts";

export interface Speaker {
  role: "lifeos_app" | "lifeos_service";
  userId: string | null;
  /** The pillars whose events and notifications the speaker may see; all unless given. */
  pillars?: readonly string[];
}

/**
 * At most `max` changes in each window. Windows begin at multiples of their length since 1970, so a window of a day begins at
 * midnight UTC.
 */
export interface RateLimit {
  bucket: string;
  max: number;
  windowSeconds: number;
}

export interface BatchOptions {
  transport: () => Transport;
  speaker: Speaker;
  /** The claim that the next writing batch makes. */
  nextClaim?: () => Once | undefined;
  /** Called when a claim is committed, by this batch or an earlier one. A batch that fails claims nothing. */
  onClaimed?: () => void;
  /** Rate limits that each writing batch counts against; reads are limited at the edge. */
  limits?: readonly RateLimit[];
  /** Called with the number of changes that the first limit still allows in its window. */
  onLimit?: (remaining: number) => void;
  onEvents?: (events: EventRow[]) => void;
  onReplay?: () => void;
}

/** The database port for one speaker. */
export function createDb(options: BatchOptions): Db {
  return {
    async batch<const Q extends readonly Query[]>(queries: Q) {
      const writes = queries.some(isWrite);
      const claim = writes ? options.nextClaim?.() : undefined;
      try {
        const results = await run(options, queries, claim, writes);
        if (claim) options.onClaimed?.();
        return results as Results<Q>;
      } catch (error) {
        if ((error as { code?: string }).code !== "LF001" || !claim) throw error;
        options.onClaimed?.();
        options.onReplay?.();
        return (await replay(options, queries, storedRows(error))) as Results<Q>;
      }
    },
  };
}

async function run(
  options: BatchOptions,
  queries: readonly Query[],
  claim: Once | undefined,
  writes: boolean,
): Promise<unknown[]> {
  const limits = (writes && options.limits) || [];
  let slot = 0;
  const outcomes = statementsOf(queries, (query) => {
    if (isWrite(query)) return compile(query.render(query.keepsNothing ? -1 : slot++, claim));
    return isRead(query) ? compile(query.sql) : undefined;
  });
  const opened = opening(options.speaker, limits, claim);
  const statements = [...opened, ...outcomes.map(({ statement }) => statement)];

  const results = await sent(options.transport(), statements).catch((error) => {
    for (const outcome of outcomes) outcome.abandon();
    throw error;
  });

  if (limits.length > 0) options.onLimit?.(results[1]!.rows[0]![0] as number);
  const answers = results.slice(opened.length);
  const events: EventRow[] = [];
  const values = await Promise.all(
    outcomes.map((outcome, index) => {
      const result = answers[index]!;
      if (isWrite(outcome.query)) {
        const decoded = outcome.query.decode(result);
        events.push(...decoded.events);
        return decoded.value;
      }
      if (isRead(outcome.query)) return outcome.query.decode(result);
      return outcome.settle(result);
    }),
  );
  if (events.length > 0) options.onEvents?.(events);
  return values;
}

/**
 * Answers a repeated batch: the rows that the first execution wrote, and the current results of its reads, which run again and so
 * must not write.
 */
async function replay(
  options: BatchOptions,
  queries: readonly Query[],
  rows: Record<string, Record<string, unknown>>,
): Promise<unknown[]> {
  const reads = queries.filter((query) => !isWrite(query));
  const read = reads.length > 0 ? await run({ ...options, limits: undefined }, reads, undefined, false) : [];
  let slot = 0;
  let next = 0;
  return queries.map((query) => {
    if (!isWrite(query)) return read[next++];
    return query.decodeStored(query.keepsNothing ? undefined : rows[slot++]);
  });
}

function storedRows(error: unknown): Record<string, Record<string, unknown>> {
  const { detail } = error as { detail?: string };
  return detail ? JSON.parse(detail) : {};
}

interface Outcome {
  query: Query;
  statement: Statement;
  settle(result: Result): unknown;
  abandon(): void;
}

/**
 * Collects each query's SQL without running it. This relies on drizzle calling its driver synchronously from `execute()`, and
 * checks that it does.
 */
function statementsOf(queries: readonly Query[], own: (query: Query) => Statement | undefined): Outcome[] {
  return queries.map((query): Outcome => {
    const statement = own(query);
    if (statement) {
      if (isRead(query) && !query.writesAside) refuseToWrite(statement);
      return { query, statement, settle: () => undefined, abandon: () => {} };
    }
    const { value, handed } = collect<Promise<unknown>>(() => (query as DrizzleQuery).execute());
    const [collected, ...more] = handed;
    if (!collected || more.length > 0) {
      value.catch(() => {});
      throw new Error("a query in a batch did not hand over exactly one statement");
    }
    refuseToWrite(collected);
    return {
      query,
      statement: collected,
      settle(result) {
        collected.resolve({ rows: result.rows });
        return value;
      },
      abandon() {
        value.catch(() => {});
        collected.reject(new Error("the batch failed"));
      },
    };
  });
}

/**
 * Refuses a read whose SQL writes: a statement that writes must have the type of a write, or it would be without claim and rate
 * limit, and a replay would repeat it. Input of users is always in parameters, so a keyword in the text is SQL.
 */
function refuseToWrite({ text }: Statement): void {
  if (WRITING.test(text)) throw new Error(`a read writes; use change.ts, effect or write: ${text.slice(0, 80)}`);
}
const WRITING = /\b(insert\s+into|delete\s+from|merge\s+into|update\s+("?\w+"?\s+){1,3}set)\b/i;

/** The lowest limit of all drivers, which is Neon's, so that a statement works over each of them. */
const MAX_PARAMETERS = 32_767;

async function sent(transport: Transport, statements: Statement[]): Promise<Result[]> {
  const over = statements.find(({ params }) => params.length > MAX_PARAMETERS);
  if (over) throw new Error(`a statement has ${over.params.length} parameters, and ${MAX_PARAMETERS} can be sent`);
  return runAgainAfterJam(transport, statements);
}

/**
 * Runs a transaction again that failed with a serialization failure or a deadlock, which have changed nothing; two more tries are
 * enough to tell a jam from bad luck. A transaction that met a prepared statement from before its table changed is run again
 * once: the driver has dropped that statement. Every statement of the product passes here, in requests, consumers, workflow steps
 * and the authorizer alike.
 */
async function runAgainAfterJam(transport: Transport, statements: Statement[]): Promise<Result[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transport.run(statements);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !(isJam(error) || (attempt === 1 && isStale(error)))) throw error;
      // A random pause, so that the other transaction can finish and two that collided do not collide again.
      await delay(Math.random() * 20 * attempt);
    }
  }
}

const isStale = (error: unknown) => isStalePlan((error as { code?: string }).code ?? "");

const MAX_ATTEMPTS = 3;

/**
 * Whether PostgreSQL rolled a transaction back because of others (SQLSTATE class 40, but not 40003, after which it is unknown
 * whether it committed).
 */
const isJam = (error: unknown) => /^40(?!003)/.test((error as { code?: string }).code ?? "");

/**
 * The statements before the queries of a batch: they set the speaker, count against the rate limits and make the claim. Role and
 * user are set in a separate statement: a read in the same statement would still see the previous speaker's rows, and PostgreSQL
 * checks the right to call a function for the role with which the statement begins, which in production may call none. Functions
 * are called in the order they are written.
 */
function opening(
  { role, userId, pillars }: Speaker,
  limits: readonly RateLimit[],
  claim: Once | undefined,
): Statement[] {
  const speaker = calling([
    ["set_config", "role", role, true],
    ["set_config", "app.user_id", userId ?? "", true],
    ["set_config", "app.pillars", pillars === undefined ? "" : pillars.join(",") || "none", true],
    ["set_config", "timezone", "UTC", true],
  ]);
  const taken: Call[] = limits.map(({ bucket, max, windowSeconds }) => ["rate_take", bucket, max, windowSeconds]);
  if (claim?.kind === "inbox") taken.push(["inbox_claim", claim.consumer, claim.eventId]);
  if (claim?.kind === "request") taken.push(["once_claim", claim.key, claim.requestHash, "24 hours"]);
  return taken.length > 0 ? [speaker, calling(taken)] : [speaker];
}

type Call = [name: string, ...given: unknown[]];

function calling(calls: Call[]): Statement {
  const params: unknown[] = [];
  const texts = calls.map(
    ([name, ...given]) => `${name}(${given.map((value) => `$${params.push(value)}`).join(", ")})`,
  );
  return { text: `select ${texts.join(", ")}`, params };
}

const isWrite = (query: Query): query is Write<unknown> => (query as Write<unknown>).kind === "write";
const isRead = (query: Query): query is Read<unknown> => (query as Read<unknown>).kind === "read";
