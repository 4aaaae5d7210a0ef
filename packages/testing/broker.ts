/**
 * Resources that the workers of a test run share. Each is made in the main process, when the first worker asks for it, so that a
 * run without a server test starts no server. Workers ask over HTTP on the loopback interface.
 */
import { createServer } from "node:http";
import { inject } from "vitest";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export interface Answers {
  /** The PostgreSQL server of this run. */
  server: { url: string };
  /** The server of this run and the name of its migrated template database. */
  "migrated-server": { url: string; template: string };
  /** A server of its own, with a migrated template database whose owner is no superuser, and how that owner reaches it. */
  "owned-server": { url: string; template: string; ownerUrl: string };
  /** The pack of a migrated PGlite data folder. */
  pglite: { file: string };
  /** The browser of this run, or why there is none. */
  browser: { endpoint: string } | { missing: string };
  /** The local cloud with the demo life, which the tests of the console share, and what signs the mail that it takes. */
  console: { url: string; mailSecret: string };
}

declare module "vitest" {
  interface ProvidedContext {
    broker: string;
    /** Whether the run is one of files that were named, not of all tests. */
    hasNamedFiles: boolean;
  }
}

/** Serves the resources, each made at most once; returns the address and a function to stop. */
export async function startBroker(make: { [K in keyof Answers]: () => Promise<Answers[K]> }) {
  const made = new Map<string, Promise<unknown>>();
  const server = createServer(KEEPS_CONNECTIONS, (request, response) => {
    const kind = decodeURIComponent(request.url!.slice(1)) as keyof Answers;
    if (!made.has(kind)) made.set(kind, make[kind]());
    made.get(kind)!.then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  server.keepAliveTimeout = 1;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

/** Asks the main process of this test run for a resource; waits while it is being made. */
export async function ask<K extends keyof Answers>(kind: K): Promise<Answers[K]> {
  const response = await fetch(`${inject("broker")}/${kind}`, { headers: { connection: "close" } });
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return JSON.parse(body) as Answers[K];
}
