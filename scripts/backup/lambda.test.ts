/**
 * The nightly backup as it is deployed: the bundle in a separate process, with the login of the functions; and its restoration.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type OpenServerDatabase, serverDb, testServer } from "#testing/database";
import { harness } from "#testing/harness";
import { credentials, serveStore, type TestServer, temporaryDirectory } from "#testing/objects/server";
import { slow } from "#testing/slow";
import { makeLogin } from "../../stacks/sst/login.ts";
import { restore } from "../restore.ts";
import { openBucket } from "./bucket.ts";
import { bundleBackup } from "./bundle.ts";

// Roles belong to the server, which other tests use at the same time, so this one has another name.
const LOGIN = "lifeos_login_of_backup";
const PASSWORD = "the-password-of-the-login-of-the-functions";
const KEY = randomBytes(32);

describe("the nightly backup", () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let store: TestServer;
  let source: OpenServerDatabase;
  let document: Record<string, string>;
  const secrets = createServer((_request, response) =>
    response.end(JSON.stringify({ SecretString: JSON.stringify(document) })),
  );

  beforeAll(async () => {
    directory = await temporaryDirectory();
    store = await serveStore({ directory: path.join(directory.path, "objects"), buckets: [{ name: "nightly" }] });
    source = await serverDb({ max: 2 });
    const life = await harness(source);
    await life.user("anna");
    await makeLogin(source.ownerUrl, PASSWORD, LOGIN);
    const url = new URL(source.ownerUrl);
    url.username = LOGIN;
    url.password = PASSWORD;
    document = {
      DATABASE_URL: url.href,
      BACKUP_KEY: KEY.toString("base64"),
      BACKUP_ENDPOINT: store.endpoint,
      BACKUP_REGION: "us-east-1",
      BACKUP_BUCKET: "nightly",
      BACKUP_ACCESS_KEY_ID: credentials.accessKeyId,
      BACKUP_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
    await new Promise<void>((listening) => secrets.listen(0, "127.0.0.1", listening));
  });
  afterAll(async () => {
    await new Promise((closed) => secrets.close(closed));
    await source?.database.exec(`drop owned by ${LOGIN}; drop role ${LOGIN}`);
    await source?.close();
    await store?.[Symbol.asyncDispose]();
    await directory?.[Symbol.asyncDispose]();
  });

  slow("is made by the bundle, and replaces a lost database", async () => {
    const folder = path.join(directory.path, "backup");
    await bundleBackup(folder);
    const { id, rows } = JSON.parse(await invoked(folder)) as { id: string; rows: number };
    expect(rows).toBeGreaterThan(0);

    const { url: restored, drop } = await (await testServer()).createDatabase();
    const bucket = openBucket({ endpoint: store.endpoint, region: "us-east-1", bucket: "nightly", ...credentials });
    try {
      expect(await restore({ databaseUrl: restored, bucket, key: KEY })).toMatchObject({ id });
      await swap(source.ownerUrl, restored);
      const client = new pg.Client({ connectionString: document.DATABASE_URL });
      await client.connect();
      await client.query("begin; set local role lifeos_service");
      const { rows: people } = await client.query("select email from users");
      await client.end();
      expect(people).toEqual([{ email: expect.stringMatching(/^anna/) }]);
    } finally {
      bucket.close();
      await swap(source.ownerUrl, restored);
      await drop();
    }
  });

  /** The statements of docs/deploy.md, which give the restored database the name of the lost one. */
  async function swap(lost: string, restored: string): Promise<void> {
    const [from, to] = [lost, restored].map((url) => new URL(url).pathname.slice(1)) as [string, string];
    const elsewhere = new URL(lost);
    elsewhere.pathname = "/postgres";
    const client = new pg.Client({ connectionString: elsewhere.href });
    await client.connect();
    try {
      await client.query(`alter database "${from}" with allow_connections false`);
      await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)", [
        [from, to],
      ]);
      await client.query(`alter database "${from}" rename to "${from}_lost"`);
      await client.query(`alter database "${to}" rename to "${from}"`);
      await client.query(`alter database "${from}_lost" rename to "${to}"`);
      await client.query(`alter database "${to}" with allow_connections true`);
    } finally {
      await client.end();
    }
  }

  /** Invokes the handler in a process with only a Lambda's environment, and returns its result. */
  async function invoked(folder: string): Promise<string> {
    const index = pathToFileURL(path.join(folder, "index.mjs")).href;
    const program = `const { handler } = await import(${JSON.stringify(index)}); console.log("\\n" + JSON.stringify(await handler()));`;
    const { port } = secrets.address() as AddressInfo;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: directory.path,
      env: {
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "role",
        AWS_SECRET_ACCESS_KEY: "of-the-function",
        AWS_SESSION_TOKEN: "session",
        BACKUP_SECRETS_ARN: "arn:of:the:document",
        SECRETS_MANAGER_ENDPOINT: `http://127.0.0.1:${port}`,
      },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    const code = await new Promise((ended) => child.on("close", ended));
    expect([code, stderr]).toEqual([0, ""]);
    return stdout.trim().split("\n").at(-1)!;
  }
});
