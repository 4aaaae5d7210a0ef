/** For tests: a harness with a mail bucket and a signing secret, and ways to send mail into it. */
import { randomUUID } from "node:crypto";
import { type Objects, objects } from "#cloud/objects";
import { sign } from "#core/ingest/signature";
import { create as createAddress } from "#functions/ingest/addresses";
import { receiveObject } from "#functions/ingest/consumers";
import { email } from "#functions/ingest/webhooks";
import type { CloudEvent } from "#kit/event";

import { type OpenDatabase, testDb } from "#testing/database";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";
import { serveStore, temporaryDirectory } from "#testing/objects/server";

export const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const BUCKET = "mail";

export interface Post extends Harness {
  open: OpenDatabase;
  bucket: Objects;
  /** A person with a private address. */
  resident(name: string): Promise<Person & { address: string; addressId: string }>;
  /** Sends a raw message as the mail provider would. */
  webhook(raw: Uint8Array, given?: { id?: string; to?: string; headers?: Record<string, string> }): Promise<Answer>;
  /** Puts a raw message into the bucket and notifies the consumer; returns the ids of failed records. */
  upload(raw: Uint8Array, given?: { key?: string; to?: string }): Promise<string[]>;
  tell(key: string, given?: { bucket?: string; etag?: string }): Promise<string[]>;
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

export async function post(config: Record<string, string> = {}, database?: OpenDatabase): Promise<Post> {
  const directory = await temporaryDirectory();
  // The store checks the time of signatures, which are made with the harness's clock once there is one.
  let clock = () => new Date();
  const server = await serveStore({ directory: directory.path, buckets: [{ name: BUCKET }], now: () => clock() });
  const account = {
    endpoint: server.endpoint,
    region: "us-east-1",
    bucket: BUCKET,
    accessKeyId: "LOCALKEY",
    secretAccessKey: "local/secret+key",
    now: () => clock(),
  };
  const open = database ?? (await testDb());
  const life = await harness(open, {
    config: {
      S3_ENDPOINT: account.endpoint,
      S3_REGION: account.region,
      S3_ACCESS_KEY_ID: account.accessKeyId,
      S3_SECRET_ACCESS_KEY: account.secretAccessKey,
      MAIL_BUCKET: BUCKET,
      EMAIL_WEBHOOK_SECRET: SECRET,
      ...config,
    },
  });
  clock = life.now;
  const bucket = objects(account);

  async function tell(key: string, given: { bucket?: string; etag?: string } = {}) {
    const detail = { bucket: { name: given.bucket ?? BUCKET }, object: { key, etag: given.etag ?? "e" } };
    const event = { id: randomUUID(), type: "Object Created", source: "aws.s3", time: "", ...detail };
    return life.deliver(receiveObject, [event as unknown as CloudEvent]);
  }

  return {
    ...life,
    open,
    bucket,
    tell,
    async resident(name) {
      const person = await life.user(name);
      const { body } = await life.call(createAddress, { as: person, body: {} });
      return { ...person, address: body.address, addressId: body.id };
    },
    webhook(raw, { id = `msg_${randomUUID()}`, to, headers = {} } = {}) {
      const body = to === undefined ? Buffer.from(raw) : Buffer.concat([Buffer.from(`X-Original-To: ${to}\r\n`), raw]);
      const message = { id, timestamp: String(Math.floor(life.now().getTime() / 1000)), body };
      return life.call(email, {
        body,
        headers: {
          "content-type": "message/rfc822",
          "webhook-id": message.id,
          "webhook-timestamp": message.timestamp,
          "webhook-signature": sign(message, SECRET),
          ...headers,
        },
      });
    },
    async upload(raw, { key = `incoming/${randomUUID()}`, to } = {}) {
      await bucket.put(key, raw, { ...(to !== undefined && { metadata: { "envelope-to": to } }) });
      return tell(key);
    },
    rows: (sql, values) => life.database.query(sql, values),
    async close() {
      await life.close();
      await server[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}
