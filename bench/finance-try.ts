import { startPostgres } from "#testing/postgres";
import { startHost } from "./finance/host.ts";
import { importFile } from "./finance/import.ts";
const server = await startPostgres({ fsync: true, settings: { synchronous_commit: "on", shared_buffers: "512MB", max_wal_size: "4GB" } });
try {
  const host = await startHost(server);
  console.log(await importFile(host, Number(process.argv[2] ?? 4000), console.log));
  await host.close();
} finally { await server.stop(); }
