/** LifeOS in this process on a PostgreSQL of its own, with people who measure. */
import { randomUUID } from "node:crypto";
import { speak } from "#cloud/speak";
import { pgTransport } from "#cloud/transport/pg";
import type { Ctx } from "#kit/ctx";
import { configure } from "#kit/runtime";
import { type Database, serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import type { PostgresServer } from "#testing/postgres";

export interface Host {
  url: string;
  database: Database;
  person(): Promise<Ctx>;
  close(): Promise<void>;
}

export async function startHost(server: PostgresServer, connections: number): Promise<Host> {
  const { url } = await server.createDatabase();
  const database = serverDatabase(url, { max: 2 });
  await migrate(database);
  const transport = pgTransport(url, { max: connections, prepare: true, statementTimeoutMs: 600_000 });
  configure({
    transport,
    publish: async () => {},
    now: () => new Date(),
    log: (level, message, details) => {
      if (level === "error") console.error(message, JSON.stringify(details ?? {}));
    },
    config: { ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}` },
  });
  return {
    url,
    database,
    async person() {
      const userId = randomUUID();
      await database.query(
        "insert into users (id, auth_subject, email, timezone, changes_per_minute) values ($1, $2, $3, 'Europe/Berlin', 1000000)",
        [userId, userId, `${userId}@example.com`],
      );
      return speak({
        actor: { userId, role: "user", tier: "pro" },
        origin: "api",
        requestId: randomUUID(),
        correlationId: randomUUID(),
      }).ctx;
    },
    async close() {
      await transport.close();
      await database.close();
    },
  };
}
