/** LifeOS in this process on a database of its own, with one person whose tasks are searched. */
import { randomUUID } from "node:crypto";
import type { Embedder } from "#cloud/embedding/embedder";
import { speak, speakAsService } from "#cloud/speak";
import { pgTransport } from "#cloud/transport/pg";
import { pgliteTransport } from "#cloud/transport/pglite";
import { readIn } from "#core/knowledge/search/indexing";
import type { Ctx } from "#kit/ctx";
import { configure, type Runtime } from "#kit/runtime";
import { type Database, pgliteDatabase, serverDatabase } from "#local/database";
import { openPgliteFolder } from "#local/embedded-database";
import { migrate } from "#local/migrate";
import type { PostgresServer } from "#testing/postgres";

export interface Host {
  ctx: Ctx;
  database: Database;
  /** Makes a task of each text and reads all into the search; yields the ids, in order, and the milliseconds that reading in took. */
  keep(texts: readonly string[]): Promise<{ ids: string[]; ms: number }>;
  close(): Promise<void>;
}

/** On PostgreSQL. */
export async function startHost(server: PostgresServer): Promise<Host> {
  const { url } = await server.createDatabase();
  return hostOn(serverDatabase(url, { max: 2 }), pgTransport(url, { max: 2, prepare: true }));
}

/** On PGlite, as `npm start` has it. */
export async function startLiteHost(folder: string, embedders: readonly Embedder[]): Promise<Host> {
  const pglite = await openPgliteFolder(folder);
  return hostOn(pgliteDatabase(pglite), pgliteTransport(pglite), embedders);
}

/** A statement on PGlite has its parameters in memory several times. */
const TASKS_AT_ONCE = 5_000;

type Transport = Runtime["transport"] & { close(): Promise<void> };

async function hostOn(database: Database, transport: Transport, embedders?: readonly Embedder[]): Promise<Host> {
  await migrate(database);
  configure({
    transport,
    publish: async () => {},
    embedders,
    now: () => new Date(),
    log: (level, message, details) => {
      if (level === "error") console.error(message, JSON.stringify(details ?? {}));
    },
    config: {},
  });
  const userId = randomUUID();
  await database.query("insert into users (id, auth_subject, email, name) values ($1, $2, $3, 'Searcher')", [
    userId,
    userId,
    `${userId}@example.com`,
  ]);
  const { ctx } = speak({
    actor: { userId, role: "user", tier: "pro" },
    origin: "api",
    requestId: randomUUID(),
    correlationId: randomUUID(),
  });
  return {
    ctx,
    database,
    async keep(texts) {
      const ids: string[] = [];
      for (let at = 0; at < texts.length; at += TASKS_AT_ONCE)
        for (const { id } of await database.query<{ id: string }>(
          `insert into tasks (id, user_id, title, created_at)
             select uuidv7((n + $3 - 1000000) * interval '1 second'), $1, t, now() - (n + $3) * interval '1 minute'
             from unnest($2::text[]) with ordinality given(t, n) order by n returning id`,
          [userId, texts.slice(at, at + TASKS_AT_ONCE), at],
        ))
          ids.push(id);
      const started = performance.now();
      const { ctx: service } = speakAsService("workflow");
      while ((await readIn(service)) > 0);
      const ms = performance.now() - started;
      // As autovacuum does within a minute.
      for (const table of ["search_texts", "search_words"]) await database.exec(`vacuum analyze ${table}`);
      return { ids, ms };
    },
    async close() {
      await transport.close();
      await database.close();
    },
  };
}
