/** The other side of the network, in a process of its own: PostgreSQL with some rows, Neon's HTTP endpoint in front of it, and a bus. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { neonStandIn } from "#testing/neon";
import { startPostgres } from "#testing/postgres";
import { serverTemplate } from "#testing/templates";

const ROWS = 20;

export interface Surroundings {
  databaseUrl: string;
  databaseEndpoint: string;
  busEndpoint: string;
  userId: string;
}

const server = await startPostgres();
const { template } = await serverTemplate(server);
const { url } = await server.createDatabase(template);
const userId = await fill(url);
const neon = await neonStandIn();
const bus = createServer((request, response) => {
  request.resume().on("end", () => response.end('{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}'));
});
await new Promise<void>((resolve) => bus.listen(0, "127.0.0.1", resolve));
const surroundings: Surroundings = {
  databaseUrl: url,
  databaseEndpoint: neon.endpoint,
  busEndpoint: `http://127.0.0.1:${(bus.address() as AddressInfo).port}`,
  userId,
};
process.send!(surroundings);

// Whoever started this process ends it by leaving.
process.on("disconnect", async () => {
  bus.closeAllConnections();
  await neon.close();
  await server.stop();
  process.exit(0);
});

async function fill(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const subject = `bench|${randomUUID()}`;
  const { rows } = await client.query(
    "insert into users (auth_subject, email, name) values ($1, $2, 'Bench') returning id",
    [subject, `${randomUUID()}@example.com`],
  );
  const user = rows[0].id as string;
  await client.query("insert into user_settings (user_id) values ($1)", [user]);
  await client.query(
    `insert into brain_logs (user_id, category, metric_name, value, note, logged_at)
     select $1, 'social', 'mood_score', n % 5 + 1, 'note ' || n, now() - n * interval '1 hour' from generate_series(1, $2::int) n`,
    [user, ROWS],
  );
  await client.end();
  return user;
}
