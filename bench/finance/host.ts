/** LifeOS in this process on a PostgreSQL of its own, with one person, a store of files, and what the import of a file starts. */
import { createHash, randomUUID } from "node:crypto";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { toCloudEvent } from "#cloud/cloud-event";
import { queueHandler } from "#cloud/queue-consumer";
import { speak } from "#cloud/speak";
import type { Transport } from "#cloud/transport";
import { pgTransport } from "#cloud/transport/pg";
import { ImportStarted } from "#core/ingest/events";
import { importInSlice } from "#core/ingest/import-slices";
import * as Imports from "#core/ingest/imports";
import * as finance from "#functions/finance/consumers";
import * as health from "#functions/health/consumers";
import type { Consumer } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent } from "#kit/event";
import { configure } from "#kit/runtime";
import { type Database, serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { credentials, serveStore, temporaryDirectory } from "#testing/objects/server";
import type { PostgresServer } from "#testing/postgres";

const BUCKET = "files";
const CONSUMERS = [...Object.values(finance), ...Object.values(health)].filter(
  (one): one is Consumer => (one as { kind?: string }).kind === "consumer",
);

export interface Host {
  url: string;
  database: Database;
  /** A person with a household. */
  person(name: string): Promise<Ctx>;
  /** How many flights went to the database, and how many statements they had, since the last time this was asked. */
  taken(): { flights: number; statements: number };
  /** Imports a text as a file of the store, to its end; yields the import, its milliseconds, and how many events it has published. */
  importing(ctx: Ctx, text: string, options: object): Promise<{ job: Imports.Import; ms: number; events: number }>;
  /** Delivers what was published to the consumers of money and health, and what these publish, until nothing is left. */
  deliver(): Promise<{ runs: number; ms: number }>;
  close(): Promise<void>;
}

/** `now` is the clock of the import, by which it goes slower where its flights take long. */
export async function startHost(server: PostgresServer, now: () => Date = () => new Date()): Promise<Host> {
  const { url } = await server.createDatabase();
  const database = serverDatabase(url, { max: 2 });
  await migrate(database);
  const directory = await temporaryDirectory();
  const store = await serveStore({ directory: directory.path, buckets: [{ name: BUCKET }], now: () => new Date() });
  const inner = pgTransport(url, { max: 2, prepare: true });
  let counted = { flights: 0, statements: 0 };
  const transport: Transport = {
    run(statements) {
      counted.flights++;
      counted.statements += statements.length;
      return inner.run(statements);
    },
    close: () => inner.close(),
  };
  let published: CloudEvent[] = [];
  configure({
    transport,
    publish: async (events) => {
      published.push(...events.map(toCloudEvent));
    },
    now,
    log: (level, message, details) => {
      if (level === "error") console.error(message, JSON.stringify(details ?? {}));
    },
    config: {
      FILES_ENDPOINT: store.endpoint,
      FILES_REGION: "us-east-1",
      FILES_BUCKET: BUCKET,
      FILES_ACCESS_KEY_ID: credentials.accessKeyId,
      FILES_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
    },
  });

  /** As a file that was uploaded before. */
  async function keep({ actor }: Ctx, text: string): Promise<string> {
    const bytes = Buffer.from(text, "utf8");
    const id = randomUUID();
    const key = `files/${actor.userId}/${id}`;
    await store.client().send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: bytes }));
    await database.query(
      `insert into files (id, user_id, file_name, object_key, mime_type, size_bytes, sha256, status)
       values ($1, $2, 'Statement.csv', $3, 'text/csv', $4, $5, 'ready')`,
      [id, actor.userId, key, bytes.length, createHash("sha256").update(bytes).digest("hex")],
    );
    return id;
  }

  return {
    url,
    database,
    async person(name) {
      const userId = randomUUID();
      await database.query("insert into users (id, auth_subject, email, name) values ($1, $2, $3, $4)", [
        userId,
        userId,
        `${userId}@example.com`,
        name,
      ]);
      const [home] = await database.query<{ id: string }>(
        "insert into households (name, created_by) values ('Home', $1) returning id",
        [userId],
      );
      await database.query(
        "insert into household_members (household_id, user_id, role) values ($1, $2, 'admin') on conflict do nothing",
        [home!.id, userId],
      );
      return speak({
        actor: { userId, role: "user", tier: "pro" },
        origin: "api",
        requestId: randomUUID(),
        correlationId: randomUUID(),
      }).ctx;
    },
    taken() {
      const taken = counted;
      counted = { flights: 0, statements: 0 };
      return taken;
    },
    async importing(ctx, text, options) {
      const fileId = await keep(ctx, text);
      published = [];
      const started = performance.now();
      const { id } = await Imports.create(ctx, { kind: "bank_csv", fileId, options: { ...options }, again: true });
      const [asked] = await database.query<{ id: string; correlation_id: string }>(
        "select id, correlation_id from events where entity_id = $1 and event_type = $2",
        [id, ImportStarted.type],
      );
      const story = {
        userId: ctx.actor.userId,
        importId: id,
        correlationId: asked!.correlation_id,
        causationId: asked!.id,
      };
      while (await importInSlice(story));
      const ms = performance.now() - started;
      const [job] = await database.query<Imports.Import>("select * from import_jobs where id = $1", [id]);
      return { job: job!, ms, events: published.length };
    },
    async deliver() {
      const started = performance.now();
      let runs = 0;
      for (let events = published; events.length > 0; events = published) {
        published = [];
        for (const event of events)
          for (const consumer of CONSUMERS) {
            if (!Array.isArray(consumer.on) || !consumer.on.some(({ type }) => type === event.type)) continue;
            runs++;
            await handled(consumer, event);
          }
      }
      return { runs, ms: performance.now() - started };
    },
    async close() {
      await transport.close();
      await database.close();
      await store[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

async function handled(consumer: Consumer, event: CloudEvent): Promise<void> {
  const body = JSON.stringify({
    version: "0",
    id: randomUUID(),
    "detail-type": event.type,
    source: event.source,
    time: event.time,
    resources: [],
    detail: event,
  });
  const { batchItemFailures } = await queueHandler(consumer)({
    Records: [
      {
        messageId: event.id,
        receiptHandle: event.id,
        body,
        attributes: { ApproximateReceiveCount: "1", SentTimestamp: "0" },
        eventSourceARN: "arn:aws:sqs:local:000000000000:bench",
      },
    ],
  });
  if (batchItemFailures.length > 0) throw new Error(`${consumer.id} failed at ${event.type}`);
}
