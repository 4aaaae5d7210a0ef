/** LifeOS as `npm start` runs it, on a PostgreSQL server, and its two requests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LEAN } from "#local/node-options";
import { subjectOf } from "./data.ts";
import { freePorts, type Running, startServer } from "./process.ts";

export interface Call {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface LifeOs extends Running {
  url: string;
  /** The Authorization header of the nth person. */
  bearer(n: number): Promise<string>;
}

const cli = path.join(import.meta.dirname, "../../packages/local/src/cli.ts");
/** The limit is counted in every change all the same. */
export const RATE_LIMITS = JSON.stringify({ free: 1_000_000_000 });

export async function startLifeOs(databaseUrl: string, execArgv: string[] = []): Promise<LifeOs> {
  const folder = mkdtempSync(path.join(tmpdir(), "lifeos-bench-"));
  const port = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  const server = await startServer({
    file: cli,
    args: ["--port", String(port), "--data", folder, "--no-seed"],
    execArgv: [...LEAN, ...execArgv],
    env: { DATABASE_URL: databaseUrl, RATE_LIMITS, NODE_ENV: "production" },
    url: `${url}/v1/work/tasks`,
  });
  return {
    pid: server.pid,
    url,
    async bearer(n) {
      const answer = await fetch(`${url}/_local/issuer/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ sub: subjectOf(n) }),
      });
      return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const listPath = "/v1/work/tasks?status=pending&limit=20";

export const listCall = (authorization: string): Call => ({
  method: "GET",
  path: listPath,
  headers: { authorization },
});

/** What every system creates. */
export const newTask = { title: "Measure the API", category: "work", priority: "high", dueDate: "2026-03-04" };

export const createCall = (authorization: string): Call => ({
  method: "POST",
  path: "/v1/work/tasks",
  headers: { authorization, "content-type": "application/json" },
  body: JSON.stringify(newTask),
});
