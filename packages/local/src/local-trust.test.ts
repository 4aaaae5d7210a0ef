import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Cloud, startCloud } from "./cloud.ts";
import { serveUrlPath } from "./gateway/paths.ts";

let dataDir: string;
let open: OpenDatabase;
let cloud: Cloud;
let api: number;
let aws: number;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "lifeos-trust-"));
  open = await pgliteDb();
  cloud = await startCloud({ dataDir, port: 0, host: "0.0.0.0", database: open, log: () => {} });
  api = Number(new URL(cloud.url).port);
  aws = Number(new URL(cloud.config.SQS_ENDPOINT!).port);
});
afterAll(async () => {
  await cloud?.stop();
  await open?.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Raw {
  port: number;
  line: string;
  headers?: readonly string[];
  address?: string;
  version?: string;
}

/** The status of the answer to a request that is written byte by byte. */
function statusOf({ port, line, headers, address = "127.0.0.1", version = "1.1" }: Raw): Promise<number> {
  const fields = headers ?? [`Host: localhost:${port}`];
  const body = '{"sub":"anna"}';
  const rest = [...fields, "Content-Type: application/json", `Content-Length: ${body.length}`, "Connection: close"];
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, address);
    socket.once("data", (chunk: Buffer) => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString())?.[1]));
      socket.destroy();
    });
    socket.once("error", reject);
    socket.write([`${line} HTTP/${version}`, ...rest, "", body].join("\r\n"));
  });
}

const token = "/_local/issuer/token";
const ask = (raw: Partial<Raw> = {}) => statusOf({ port: api, line: `POST ${token}`, ...raw });
const host = () => `Host: localhost:${api}`;

describe("what is local only", () => {
  it("cannot be reached with an invalid host name", async () => {
    for (const name of [`user@localhost:${api}`, `localhost:${api}, evil.example`, ""])
      expect([400, 403], name).toContain(await ask({ headers: [`Host: ${name}`] }));
  });

  it("answers programs and pages of this machine, by each of its names", async () => {
    for (const name of ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
      expect(await ask({ headers: [`Host: ${name}:${api}`] }), name).toBe(200);
    for (const origin of [cloud.url, "http://localhost:5173", "http://127.0.0.1:3000", "http://app.localhost:8080"])
      expect(await ask({ headers: [host(), `Origin: ${origin}`] }), origin).toBe(200);
    expect(await ask({ line: `POST http://localhost:${api}${token}` })).toBe(200);
  });

  it.each([
    "life.example",
    "localhost",
    "localhost:1",
    "localhost.evil.example:{port}",
    "evil.localhost:{port}",
    "127.0.0.1.evil.example:{port}",
    "192.168.1.20:{port}",
    "0.0.0.0:{port}",
    "2130706433:{port}",
    "localhost.:{port}",
  ])("is not reached by another name: %s", async (name) => {
    expect(await ask({ headers: [`Host: ${name.replace("{port}", String(api))}`] })).toBe(403);
  });

  it("cannot be reached by a request line or a second field that names another host", async () => {
    for (const authority of ["evil.example", "localhost", `evil.example:${api}`, `localhost:${api}@evil.example`])
      expect(await ask({ line: `POST http://${authority}${token}` }), authority).not.toBe(200);
    expect(await ask({ headers: [host(), "Host: evil.example"] })).not.toBe(200);
    expect(await ask({ headers: ["Host: evil.example", host()] })).not.toBe(200);
  });

  it.each([
    "Forwarded: for=203.0.113.7",
    "Forwarded: for=127.0.0.1;host=localhost",
    "Via: 1.1 proxy",
    "X-Forwarded-For: 127.0.0.1",
    "X-Forwarded-Host: localhost",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Port: 443",
    "X-Forwarded-Server: proxy",
    "X-Forwarded: 1",
    "X-Original-Forwarded-For: 203.0.113.7",
    "X-Original-Host: life.example",
    "X-Real-IP: 203.0.113.7",
    "X-Client-IP: 203.0.113.7",
    "Client-IP: 203.0.113.7",
    "True-Client-IP: 203.0.113.7",
    "X-Cluster-Client-IP: 203.0.113.7",
    "CF-Connecting-IP: 203.0.113.7",
    "CF-Ray: 1",
    "CDN-Loop: cloudflare",
    "Fastly-Client-IP: 203.0.113.7",
    "Fly-Client-IP: 203.0.113.7",
    "ngrok-skip-browser-warning: 1",
    "Tailscale-User-Login: anna@example.com",
    "X-Envoy-External-Address: 203.0.113.7",
    "X-Azure-ClientIP: 203.0.113.7",
    "X-Amzn-Trace-Id: Root=1",
    "X-Vercel-Forwarded-For: 203.0.113.7",
    "Proxy-Connection: keep-alive",
    "Max-Forwards: 3",
    "X_Forwarded_For: 203.0.113.7",
    "X-Scheme: https",
    "X-Originating-IP: 203.0.113.7",
    "X-Traefik-Router: life",
    "WL-Proxy-Client-IP: 203.0.113.7",
    "Front-End-Https: on",
  ])("is not reached through what passes requests on: %s", async (header) => {
    expect(await ask({ headers: [host(), header] })).toBe(403);
  });

  it("cannot be reached through a proxy that adds no headers and speaks HTTP/1.0", async () => {
    expect(await ask({ version: "1.0" })).toBe(403);
  });

  it.each(["https://evil.example", "null", "http://localhost.evil.example", "http://192.168.1.2:3000", "file://"])(
    "is not for the pages of others: %s",
    async (origin) => {
      expect(await ask({ headers: [host(), `Origin: ${origin}`] })).toBe(403);
    },
  );

  it("stays local when the API listens at every address", async () => {
    const outside = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    const other = outside.find(({ family, internal }) => family === "IPv4" && !internal);
    if (!other) return console.log("  this machine has no address but its own, so none was tried");
    expect(await ask({ address: other.address })).toBe(403);
    const health = { line: "GET /v1/platform/health", headers: [`Host: ${other.address}:${api}`] };
    expect(await ask({ address: other.address, ...health })).not.toBe(403);
    await expect(statusOf({ port: aws, line: "POST /e/local", address: other.address })).rejects.toThrow();
  });

  it("is every local route, at both ports", async () => {
    const serves = cloud.declarations.serves.flatMap(({ value }) =>
      ["GET", "PUT", "POST"].map((method) => `${method} ${serveUrlPath(value.context)}?fnId=x&stepId=step`),
    );
    const issuer = [".well-known/openid-configuration", ".well-known/jwks.json"].map(
      (file) => `GET /_local/issuer/${file}`,
    );
    const inngest = ["POST /e/local", "GET /v1/events/x/runs", "GET /v1/runs/x", "DELETE /v1/runs/x", "GET /fn/x"];
    const more = [
      "POST /api/v2/runs/x/rerun",
      "POST /v1/signals",
      "GET /v0/runs/x/batch",
      "POST /v1/checkpoint/x/async",
    ];
    const s3 = ["GET /", "GET /lifeos-mail", "PUT /lifeos-mail/incoming/x", "DELETE /lifeos-files/x"];
    const routes = [
      ...[...serves, ...issuer, `POST ${token}`, "GET /_local/anything"].map((line) => ({ line, port: api })),
      ...[...inngest, ...more, ...s3].map((line) => ({ line, port: aws })),
    ];
    const sqs = "X-Amz-Target: AmazonSQS.SendMessage";
    for (const route of [...routes, { line: "POST /", port: aws, target: sqs }]) {
      const extra = "target" in route ? [sqs] : [];
      const at = (...headers: string[]) => statusOf({ ...route, headers: [...headers, ...extra] });
      expect(await at(`Host: localhost:${route.port}`, "Via: 1.1 x"), route.line).toBe(403);
      expect(await at("Host: evil.example"), route.line).toBe(403);
      const [method, target] = route.line.split(" ");
      const line = `${method} http://evil.example${target}`;
      expect(await statusOf({ ...route, line, headers: [`Host: localhost:${route.port}`, ...extra] })).toBe(403);
    }
  });

  it("runs no unsigned step, whoever asks", async () => {
    for (const { value } of cloud.declarations.serves) {
      const line = `POST ${serveUrlPath(value.context)}?fnId=lifeos-${value.context}-x&stepId=step`;
      expect(await statusOf({ port: api, line })).toBe(401);
      const forged = `X-Inngest-Signature: t=${Math.floor(Date.now() / 1_000)}&s=${"0".repeat(64)}`;
      expect(await statusOf({ port: api, line, headers: [host(), forged] })).toBe(401);
    }
  });
});
