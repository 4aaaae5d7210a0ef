/** LifeOS in this process on PGlite, as `npm start` has it, with one person whose tasks are searched. */
import { randomUUID } from "node:crypto";
import type { Embedder } from "#cloud/embedding/embedder";
import { speak, speakAsService } from "#cloud/speak";
import { pgliteTransport } from "#cloud/transport/pglite";
import { readIn } from "#core/knowledge/search/indexing";
import { configure } from "#kit/runtime";
import { pgliteDatabase } from "#local/database";
import { openPgliteFolder } from "#local/embedded-database";
import { migrate } from "#local/migrate";
import type { Host } from "./host.ts";

export async function startLiteHost(folder: string, embedders: readonly Embedder[]): Promise<Host> {
  const pglite = await openPgliteFolder(folder);
  const database = pgliteDatabase(pglite);
  await migrate(database);
  const transport = pgliteTransport(pglite);
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
      for (const table of ["search_texts", "search_words"]) await database.exec(`vacuum analyze ${table}`);
      return { ids, ms };
    },
    async close() {
      await transport.close();
      await database.close();
    },
  };
}

const TASKS_AT_ONCE = 5_000;
