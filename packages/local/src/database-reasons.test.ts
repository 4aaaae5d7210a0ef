import { createServer } from "node:net";
import { Client } from "pg";
import { expect, it } from "vitest";
import { reasonOf } from "./database-reasons.ts";

it("says of a host that takes a connection and never speaks that it does not answer", async () => {
  const silent = createServer(() => {});
  await new Promise<void>((listening) => silent.listen(0, "127.0.0.1", listening));
  const { port } = silent.address() as { port: number };
  const client = new Client({ host: "127.0.0.1", port, connectionTimeoutMillis: 50 });
  const error = await client.connect().catch((thrown: unknown) => thrown);
  silent.close();
  expect(reasonOf(error)).toMatch(/^DATABASE_URL cannot be reached: its host does not answer\. \(.+\)$/);
});
