import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objects } from "#cloud/objects";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { credentials, serveStore, temporaryDirectory } from "#testing/objects/server";
import { type Cloud, startCloud } from "./cloud.ts";
import { ownStoreOf, StoreRefused, storeClient } from "./own-store.ts";

const stack = new AsyncDisposableStack();
let endpoint: string;
beforeAll(async () => {
  const directory = stack.use(await temporaryDirectory());
  const buckets = [{ name: "my-mail" }, { name: "my-files" }];
  ({ endpoint } = stack.use(await serveStore({ directory: directory.path, buckets })));
});
afterAll(() => stack.disposeAsync());

const settings = () => ({
  S3_ENDPOINT: endpoint,
  S3_ACCESS_KEY_ID: credentials.accessKeyId,
  S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
});

/** A server that answers every request the same, until the test ends. */
async function answering(status: number, body: string): Promise<{ url: string } & AsyncDisposable> {
  const server = http.createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe("a start with an external object store", () => {
  const check = async (more: Record<string, string>, buckets = ["my-mail", "my-files"]) => {
    const client = await storeClient(ownStoreOf({ ...settings(), ...more })!);
    return client.check(buckets).finally(() => client.close());
  };

  it("succeeds when the buckets exist", async () => {
    await expect(check({})).resolves.toBeUndefined();
    expect(ownStoreOf({})).toBeUndefined();
  });

  it.each([
    ["nothing listens", { S3_ENDPOINT: "http://127.0.0.1:1" }, /^S3_ENDPOINT cannot be reached.*ECONNREFUSED/],
    ["the key is not known", { S3_ACCESS_KEY_ID: "NOBODY" }, /^The object store does not know S3_ACCESS_KEY_ID\.$/],
    ["the secret is wrong", { S3_SECRET_ACCESS_KEY: "guess" }, /S3_SECRET_ACCESS_KEY is not that of/],
    [
      "the region is wrong",
      { S3_REGION: "eu-west-1" },
      /^The object store is in another region than S3_REGION says\.$/,
    ],
  ])("ends in a sentence, which tells no secret, when %s", async (_, more, sentence) => {
    const refused = check(more as Record<string, string>);
    await expect(refused).rejects.toBeInstanceOf(StoreRefused);
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.not.toThrow(credentials.secretAccessKey);
  });

  it("names the bucket that is missing", async () => {
    await expect(check({}, ["my-mail", "no-files"])).rejects.toThrow(/^The object store has no bucket no-files: /);
  });

  it.each([
    [200, "<html>a page</html>", /^What answers at S3_ENDPOINT is no S3\.$/],
    [503, "", /cannot answer right now \(503/],
    [404, "Not Found", /^What answers at S3_ENDPOINT is no S3 \(404\)\.$/],
  ])("says so when what answers is none: %i", async (status, body, sentence) => {
    await using server = await answering(status, body);
    await expect(check({ S3_ENDPOINT: server.url })).rejects.toThrow(sentence);
  });
});

describe("a page of a listing", () => {
  const listed = async (encodingType: string, ...keys: string[]) => {
    const contents = keys.map((key) => `<Contents><Key>${key}</Key><ETag>"1"</ETag><Size>1</Size></Contents>`).join("");
    const page = `<ListBucketResult><Name>my-mail</Name>${encodingType}${contents}</ListBucketResult>`;
    await using server = await answering(200, page);
    const client = await storeClient(ownStoreOf({ ...settings(), S3_ENDPOINT: server.url })!);
    const { objects } = await client.list("my-mail", { prefix: "" }).finally(() => client.close());
    return objects.map(({ key }) => key);
  };

  it("shows what is listed beside a key that is not valid UTF-8", async () => {
    const keys = ["a%FFb", "a%zz", "b%20c+d"];
    expect(await listed("<EncodingType>url</EncodingType>", ...keys)).toEqual(["a\ufffdb", "a%zz", "b c d"]);
  });

  it("takes keys literally where a store does not encode them", async () => {
    expect(await listed("", "100%", "a+b%20")).toEqual(["100%", "a+b%20"]);
  });
});

describe("LifeOS with an external object store", () => {
  let open: OpenDatabase;
  let cloud: Cloud;
  const KEY = "incoming/a ü\ufffe.eml";
  beforeAll(async () => {
    // It lies there before the start, which looks at once: the next look is ten seconds later.
    const { accessKeyId, secretAccessKey } = credentials;
    const mail = objects({ endpoint, region: "us-east-1", bucket: "my-mail", accessKeyId, secretAccessKey });
    await mail.put(KEY, Buffer.from("From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nx\r\n"));
    await mail.put("raw/elsewhere.eml", Buffer.from("x"));
    open = await pgliteDb();
    const directory = stack.use(await temporaryDirectory());
    const env = { ...settings(), MAIL_BUCKET: "my-mail", FILES_BUCKET: "my-files" };
    cloud = await startCloud({ dataDir: directory.path, port: 0, database: open, env, log: () => {} });
  });
  afterAll(async () => {
    await cloud?.stop();
    await open?.close();
  });

  it("takes in what is put under incoming/ there, though nobody tells it", () =>
    eventually(async () => {
      const rows = await cloud.database.query("select payload ->> 'key' as key from webhook_deliveries");
      expect(rows).toEqual([{ key: KEY }]);
    }));

  it("starts no embedded store", async () => {
    const answer = await fetch(`${cloud.config.SQS_ENDPOINT}/my-mail/x`);
    expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining("S3_ENDPOINT")]);
  });
});
