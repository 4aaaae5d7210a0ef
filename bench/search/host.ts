/** LifeOS in this process on a PostgreSQL of its own, with one person whose tasks are searched. */
import { randomUUID } from "node:crypto";
import { speak, speakAsService } from "#cloud/speak";
import { pgTransport } from "#cloud/transport/pg";
import { readIn } from "#core/knowledge/search/indexing";
import type { Ctx } from "#kit/ctx";
import { configure } from "#kit/runtime";
import { type Database, serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import type { PostgresServer } from "#testing/postgres";

export interface Host {
  ctx: Ctx;
  database: Database;
  /** Makes a task of each text and reads all into the search; yields the ids, in order, and the milliseconds that reading in took. */
  keep(texts: readonly string[]): Promise<{ ids: string[]; ms: number }>;
  close(): Promise<void>;
}

export async function startHost(server: PostgresServer): Promise<Host> {
  const { url } = await server.createDatabase();
  const database = serverDatabase(url, { max: 2 });
  await migrate(database);
  const transport = pgTransport(url, { max: 2, prepare: true });
  configure({
    transport,
    publish: async () => {},
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
      const ids = (
        await database.query<{ id: string }>(
          `insert into tasks (id, user_id, title, created_at)
             select uuidv7((n - 1000000) * interval '1 second'), $1, t, now() - n * interval '1 minute'
             from unnest($2::text[]) with ordinality given(t, n) order by n returning id`,
          [userId, texts],
        )
      ).map(({ id }) => id);
      const started = performance.now();
      const { ctx: service } = speakAsService("workflow");
      while ((await readIn(service)) > 0);
      const ms = performance.now() - started;
      // As autovacuum does within a minute.
      await database.query("vacuum analyze search_texts");
      await database.query("vacuum analyze search_words");
      return { ids, ms };
    },
    async close() {
      await transport.close();
      await database.close();
    },
  };
}
