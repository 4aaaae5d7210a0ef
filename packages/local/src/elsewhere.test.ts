/** LifeOS with an external Inngest server, which is simulated here; `npm run test:inngest` uses a real one. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { hashedSigningKey } from "#core/admin/inngest";
import { pgliteDb } from "#testing/database";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import { slow } from "#testing/slow";
import { startCloud } from "./cloud.ts";

interface Registration {
  authorization: string | undefined;
  url: string;
  functions: { id: string }[];
}

slow("registers each context with a server that comes up later, and says so", async () => {
  const registrations: Registration[] = [];
  const refused = new Set<string>();
  const server = createServer(KEEPS_CONNECTIONS, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url, functions } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Registration;
    // Each context is refused once. A context whose modules load first may try again before another has tried at all.
    if (!refused.has(url)) {
      refused.add(url);
      return void response.writeHead(503).end("starting");
    }
    registrations.push({ authorization: request.headers.authorization, url, functions });
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true,"modified":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = `signkey-test-${"ab".repeat(32)}`;
  const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-elsewhere-"));
  const said: string[] = [];
  const database = await pgliteDb();
  const cloud = await startCloud({
    ...{ dataDir, database, port: 0 },
    env: { INNGEST_BASE_URL: address, INNGEST_EVENT_KEY: "key", INNGEST_SIGNING_KEY: key },
    log: (level, message, fields) => void said.push(`${level}: ${message}: ${fields?.error}`),
    progress: (step) => void said.push(step),
  });
  try {
    await cloud.registered;
    const { serves } = cloud.declarations;
    const byUrl = new Map(registrations.map((one) => [one.url, one]));
    for (const { value } of serves) {
      const one = byUrl.get(`${cloud.url}/_local/functions/${value.context}`)!;
      expect(one.authorization).toBe(`Bearer ${hashedSigningKey(key)}`);
      const ids = one.functions.map(({ id }) => id);
      for (const { id } of value.workflows) expect(ids).toContain(`lifeos-${value.context}-${id}`);
      expect(said).toContain(`the workflows of lifeos-${value.context} are registered with ${address}`);
    }
    expect(byUrl.size).toBe(serves.length);
    expect(said.filter((line) => line.includes("not registered yet"))).toHaveLength(serves.length);
  } finally {
    await cloud.stop();
    await database.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(dataDir, { recursive: true, force: true });
  }
});
