/** The embedded engine as an Inngest server on the loopback interface: one process on PGlite, or two engines on a server. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Database } from "#local/database";
import { createEngine, type Engine } from "#local/engine/engine";
import { createRegistry } from "#local/engine/functions";
import { sync } from "#local/engine/protocol";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import { closeServer, listen } from "./app.ts";
import type { InngestServer } from "./server.ts";

export interface EmbeddedServer extends InngestServer {
  engines: Engine[];
  /** Starts the engines for an app that is being served. */
  serve(appUrl: string): Promise<void>;
  close(): Promise<void>;
}

/** How many real seconds one second of the functions' time takes. */
const SCALE = 0.1;
/** No process dies in these tests, so a lease could only expire because the machine is busy. */
const LEASE_MS = 3_600_000;

/**
 * Requests go to the databases' engines in turn, so that an app's checkpoint often reaches another engine than the one that
 * called it.
 */
export async function embeddedServer(databases: Database[]): Promise<EmbeddedServer> {
  let engines: Engine[] = [];
  let turn = 0;
  const server = createServer(KEEPS_CONNECTIONS, (incoming, outgoing) => {
    const engine = engines[turn++ % engines.length];
    void (engine ? forward(engine, incoming, outgoing) : outgoing.writeHead(503).end());
  });
  const url = await listen(server);
  return {
    url,
    scale: SCALE,
    patienceMs: 400_000,
    pollMs: 200,
    earlyMs: { sleepUntil: 1, retryAfter: 1 },
    get engines() {
      return engines;
    },
    async register(appUrl) {
      const app = appAt(appUrl);
      try {
        createRegistry((await sync(app)).map((config) => ({ app, config })));
        return 200;
      } catch {
        return 400;
      }
    },
    async serve(appUrl) {
      const app = appAt(appUrl);
      const started = databases.map((database) =>
        createEngine({ database, apps: [app], timeScale: SCALE, leaseMs: LEASE_MS }),
      );
      for (const engine of started) {
        await engine.migrate();
        await engine.start();
      }
      engines = started;
    },
    async close() {
      await Promise.all(engines.map((engine) => engine.stop()));
      await closeServer(server);
    },
  };
}

const appAt = (url: string) => ({ id: "conformance", url, fetch: (request: Request) => fetch(request) });

async function forward(engine: Engine, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const hasBody = incoming.method !== "GET" && incoming.method !== "DELETE";
  const response = await engine.fetch(
    new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method: incoming.method,
      headers: incoming.headers as Record<string, string>,
      body: hasBody ? Buffer.concat(chunks) : undefined,
    }),
  );
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
