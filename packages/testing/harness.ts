/**
 * Runs the product's handlers the way AWS would, against a migrated database: endpoints with API Gateway events, consumers
 * with SQS batches. Time stands still until a test moves it.
 *
 *     const life = await harness(await testDb());
 *     const anna = await life.user("anna");
 *     const { status, body } = await life.call(create, { as: anna, body: { title: "Milk" } });
 */

import { randomUUID } from "node:crypto";
import { type getTableColumns, getTableName } from "drizzle-orm";
import { toCloudEvent } from "#cloud/cloud-event";
import { announcing } from "#cloud/committed";
import { httpHandler } from "#cloud/http-endpoint";
import type { HttpEvent, HttpResult } from "#cloud/lambda";
import { queueHandler } from "#cloud/queue-consumer";
import { speak } from "#cloud/speak";
import type { Transport } from "#cloud/transport";
import { foldAscii } from "#kit/columns";
import type { Consumer } from "#kit/consumer";
import type { Actor, Ctx, Tier } from "#kit/ctx";
import type { Endpoint } from "#kit/endpoint";
import type { CloudEvent, EventDeclaration, EventRow } from "#kit/event";
import { configure, type Runtime } from "#kit/runtime";
import type { Network } from "#kit/third-party";
import { type OpenDatabase, transportTo } from "#testing/database";

export interface Person extends Actor {
  /** When their identity expires, in Unix seconds. */
  expiresAt?: number;
  name: string;
  householdId: string;
}

export interface CallOptions {
  /** Absent for an anonymous caller. */
  as?: Person;
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** An object is sent as JSON, a string or bytes unchanged. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of any endpoint; tests assert on what it holds.
  body: any;
}

export interface LogLine {
  level: string;
  message: string;
  fields?: Record<string, unknown>;
}

/** What nobody stands in for: third parties that fail are asked again at once, and given addresses lead nowhere. */
const withoutInternet: Network = {
  wait: async () => {},
  resolve: async () => [],
  reroute: (url, addresses) => (addresses ? new URL("http://127.0.0.1:9/") : url),
};

/** A fixed key, so that encrypted columns work in tests. */
const TEST_KEYS = `1:${Buffer.alloc(32, 7).toString("base64")}`;

/** A store of files at which nobody answers: addresses for it can be made, and nothing can be read from it. */
const NO_STORE = {
  FILES_ENDPOINT: "http://127.0.0.1:1",
  FILES_REGION: "us-east-1",
  FILES_BUCKET: "files",
  FILES_ACCESS_KEY_ID: "nobody",
  FILES_SECRET_ACCESS_KEY: "nobody",
};

export async function harness(
  open: OpenDatabase,
  options: { now?: Date; config?: Record<string, string>; transport?: Transport } & Pick<
    Runtime,
    "requests" | "queues" | "network" | "embedders"
  > = {},
) {
  let now = options.now ?? new Date("2026-03-02T12:00:00.000Z");
  const published: CloudEvent[] = [];
  const logs: LogLine[] = [];
  const transport = options.transport ?? transportTo(open);
  const config: Record<string, string | undefined> = { ...NO_STORE, ENCRYPTION_KEYS: TEST_KEYS, ...options.config };
  configure({
    transport,
    ...announcing(async (events: EventRow[]) => {
      published.push(...events.map(toCloudEvent));
    }),
    now: () => now,
    log: (level, message, fields) => logs.push({ level, message, fields }),
    config,
    requests: options.requests,
    queues: options.queues,
    embedders: options.embedders,
    network: { ...withoutInternet, ...options.network },
  });

  return {
    database: open.database,
    transport,
    config,
    logs,
    /** Everything that was published so far, in order. */
    published,
    now: () => now,
    setNow(to: Date | string) {
      now = new Date(to);
    },

    /** A provisioned user with settings and a household of their own. */
    async user(name: string, given: { tier?: Tier; role?: "user" | "admin"; timezone?: string } = {}): Promise<Person> {
      const [user] = await open.database.query<{ id: string }>(
        `insert into users (auth_subject, email, name, tier, role, timezone) values ($1, $2, $3, $4, $5, $6) returning id`,
        [
          `test|${name}-${randomUUID()}`,
          foldAscii(`${name}-${randomUUID()}@example.com`),
          name,
          given.tier ?? "free",
          given.role ?? "user",
          given.timezone ?? "UTC",
        ],
      );
      // The database has set the person's last ended day by its own clock; the harness has another.
      await open.database.query(
        "update ended_days set day = ($2::timestamptz at time zone timezone)::date - 1 where user_id = $1",
        [user!.id, now.toISOString()],
      );
      await open.database.query(`insert into user_settings (user_id) values ($1)`, [user!.id]);
      const [home] = await open.database.query<{ id: string }>(
        `insert into households (name, created_by) values ($1, $2) returning id`,
        [`${name}'s home`, user!.id],
      );
      await open.database.query(
        `insert into household_members (household_id, user_id, role) values ($1, $2, 'admin') on conflict do nothing`,
        [home!.id, user!.id],
      );
      return { userId: user!.id, name, role: given.role ?? "user", tier: given.tier ?? "free", householdId: home!.id };
    },

    /** Makes a person a member of another's household without any checks, for tests of what members may do. */
    join: (home: Person, member: Person) =>
      open.database.query("insert into household_members (household_id, user_id) values ($1, $2)", [
        home.householdId,
        member.userId,
      ]),

    /** Removes them from it again. */
    leave: (home: Person, member: Person) =>
      open.database.query("delete from household_members where household_id = $1 and user_id = $2", [
        home.householdId,
        member.userId,
      ]),

    /** The ctx of a person, for calling a verb directly. */
    as(person: Actor, causes: { correlationId?: string; causationId?: string } = {}): Ctx {
      return speak({
        actor: person,
        origin: "api",
        requestId: randomUUID(),
        correlationId: causes.correlationId ?? randomUUID(),
        causationId: causes.causationId,
      }).ctx;
    },

    async call(endpoint: Endpoint, { as, params, query, body, headers }: CallOptions = {}): Promise<Answer> {
      const raw =
        body === undefined || typeof body === "string"
          ? body
          : Buffer.isBuffer(body)
            ? body.toString("base64")
            : JSON.stringify(body);
      const path = endpoint.path.replace(/{(\w+)}/g, (_, name: string) =>
        encodeURIComponent(params?.[name] ?? `{${name}}`),
      );
      const event: HttpEvent = {
        version: "2.0",
        routeKey: endpoint.route,
        rawPath: path,
        rawQueryString: new URLSearchParams(query).toString(),
        headers: {
          ...(body !== undefined && { "content-type": "application/json" }),
          ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
        },
        pathParameters: params,
        queryStringParameters: query,
        body: raw as string | undefined,
        isBase64Encoded: Buffer.isBuffer(body),
        requestContext: {
          requestId: randomUUID(),
          http: { method: endpoint.method, path, sourceIp: "127.0.0.1" },
          authorizer: {
            lambda: as
              ? {
                  userId: as.userId,
                  role: as.role,
                  tier: as.tier,
                  ...(as.changesPerMinute !== undefined && { changesPerMinute: as.changesPerMinute }),
                  scopes: as.scopes?.join(" ") ?? "",
                  ...(as.expiresAt !== undefined && { expiresAt: as.expiresAt }),
                  ...(as.apiKeyId !== undefined && { apiKeyId: as.apiKeyId }),
                  ...(as.quota && { apiKeyId: as.quota.apiKeyId, dailyQuota: as.quota.changesPerDay }),
                }
              : { anonymous: "true" },
          },
        },
      };
      const result = await httpHandler(endpoint)(event);
      return { status: result.statusCode, headers: result.headers, body: bodyOf(result) };
    },

    /** Delivers events to a consumer as one SQS batch; returns the ids of the events that failed. */
    async deliver(consumer: Consumer, events: readonly CloudEvent[]): Promise<string[]> {
      const response = await queueHandler(consumer)({
        Records: events.map((event) => ({
          messageId: event.id,
          receiptHandle: event.id,
          body: JSON.stringify({
            version: "0",
            id: randomUUID(),
            "detail-type": event.type,
            source: event.source,
            time: event.time,
            resources: [],
            detail: event,
          }),
          attributes: { ApproximateReceiveCount: "1", SentTimestamp: "0" },
          eventSourceARN: "arn:aws:sqs:local:000000000000:test",
        })),
      });
      return response.batchItemFailures.map((one) => one.itemIdentifier);
    },

    /** The published events of a type. */
    events<E extends EventDeclaration>(declaration: E): CloudEvent[] {
      return published.filter((one) => one.type === declaration.type);
    },

    async count(table: Parameters<typeof getTableColumns>[0], where = "true"): Promise<number> {
      const [row] = await open.database.query<{ n: number }>(
        `select count(*)::int as n from ${getTableName(table)} where ${where}`,
      );
      return row!.n;
    },

    async close() {
      await transport.close();
      await open.close();
    },
  };
}

/** The body: JSON parsed, bytes as they are. */
function bodyOf({ headers, body, isBase64Encoded }: HttpResult): unknown {
  if (body && headers["content-type"]?.includes("json")) return JSON.parse(body);
  return body && isBase64Encoded ? Buffer.from(body, "base64") : body;
}

export type Harness = Awaited<ReturnType<typeof harness>>;
