/**
 * An S3-compatible object store that keeps its objects on disk, for machines without S3 or R2. It implements the part of the
 * Amazon S3 REST API that concerns objects, for unmodified S3 clients and for browsers with presigned URLs, and refuses the rest
 * by name. One process owns a directory.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { openBlobs } from "./blobs.ts";
import { openCatalogue } from "./catalogue.ts";
import { allowOrigin, preflight } from "./cors.ts";
import { errorDocument, S3Error } from "./errors.ts";
import type { BucketOptions, Store } from "./exchange.ts";
import { createNotifier, type Notify } from "./notifications.ts";
import { operationFor } from "./operations.ts";
import { parseRequest } from "./request.ts";
import { type Credentials, verifySignature } from "./signature.ts";

export interface ObjectStoreOptions {
  /** Created when missing. Contains everything that the store keeps. */
  directory: string;
  buckets: BucketOptions[];
  credentials: Credentials;
  /** Part of every signature; "us-east-1" unless given. A client configured for R2's "auto" is served as well. */
  region?: string;
  now?: () => Date;
  /**
   * Receives S3's notifications for EventBridge, "Object Created" and "Object Deleted", after the change is durable. A rejection,
   * or no answer within 30 s, is retried, after a restart too: at least once, in no guaranteed order.
   */
  notify?: Notify;
  /** Creates the ids of uploads; for tests that replay recorded requests. */
  newUploadId?: () => string;
  /** Called with internal errors: a disk that failed, a notification that could not be delivered. */
  onError?: (error: unknown) => void;
}

export interface ObjectStore {
  start(): Promise<void>;
  /** Does not wait for requests that are under way, which then fail; stop listening first. */
  stop(): Promise<void>;
  /** Answers one request. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

// An upload that was not completed in a week is aborted; R2 has the same limit.
const UPLOAD_LIFETIME_MS = 7 * 24 * 3600_000;

export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const { directory, credentials, region = "us-east-1", now = () => new Date(), notify, onError = () => {} } = options;
  const { newUploadId = () => randomBytes(24).toString("base64url") } = options;
  const buckets = new Map(options.buckets.map((bucket) => [bucket.name, bucket]));
  for (const name of buckets.keys()) {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new Error(`not a valid bucket name: ${name}`);
  }
  let running: { store: Store; stop(): Promise<void> } | undefined;

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!running) throw new S3Error("ServiceUnavailable");
    const request = parseRequest(message);
    const origins = buckets.get(request.bucket)?.cors;
    allowOrigin(request, response, origins);
    if (request.method === "OPTIONS") return preflight(request, response, origins);
    const payload = verifySignature(request, { credentials, region, now: now() });
    await operationFor(request)({ request, response, payload, store: running.store });
  }

  return {
    async start() {
      if (running) throw new Error("the object store is running already");
      const blobs = openBlobs(directory);
      const catalogue = openCatalogue(join(directory, "catalogue.sqlite"));
      try {
        const abandonedBefore = new Date(now().getTime() - UPLOAD_LIFETIME_MS);
        for (const uploadId of catalogue.uploadsStartedBefore(abandonedBefore)) catalogue.abortUpload(uploadId);
        await blobs.sweep((id) => catalogue.isReferenced(id));
      } catch (error) {
        catalogue.close();
        throw error;
      }
      const notifier = notify && createNotifier(catalogue, notify, onError);
      running = {
        store: {
          catalogue,
          blobs,
          now,
          bucket: (name) => buckets.get(name),
          buckets: options.buckets,
          region,
          newUploadId,
          isNotifying: notifier !== undefined,
          deliver: (entry) => notifier?.add(entry),
        },
        async stop() {
          await notifier?.stop();
          catalogue.close();
        },
      };
      notifier?.resume();
    },

    async stop() {
      const stopping = running;
      running = undefined;
      await stopping?.stop();
    },

    async handle(message, response) {
      const requestId = randomBytes(8).toString("hex").toUpperCase();
      response.setHeader("x-amz-request-id", requestId);
      // Whatever somebody has uploaded is what its type says, and is never looked at for another one.
      response.setHeader("x-content-type-options", "nosniff");
      try {
        await answer(message, response);
      } catch (error) {
        if (!(error instanceof S3Error) && !hasGone(message, response)) onError(error);
        // Once the response has begun, the only way to report an error is to break it off.
        if (response.headersSent) response.destroy();
        else await refuse(message, response, error, requestId);
      }
    },
  };
}

const MAX_DISCARDED_BYTES = 32 * 1024 ** 2;

async function refuse(message: IncomingMessage, response: ServerResponse, cause: unknown, requestId: string) {
  const error = cause instanceof S3Error ? cause : new S3Error("InternalError");
  // Most clients read the response only after they have sent their whole body, so a moderate rest is read and dropped.
  if (!message.complete && !(await discardRest(message))) response.setHeader("connection", "close");
  if (hasGone(message, response)) return;
  const body = errorDocument(error, (message.url ?? "/").split("?", 1)[0]!, requestId);
  response.writeHead(error.status, { ...error.headers, "content-type": "application/xml" });
  response.end(message.method === "HEAD" ? undefined : body);
}

/** Whether the client has disconnected, so that an answer is pointless. */
const hasGone = (message: IncomingMessage, response: ServerResponse) =>
  (message.destroyed && !message.complete) || response.destroyed;

/** Returns whether the end of the body was reached within limits. */
async function discardRest(message: IncomingMessage): Promise<boolean> {
  let bytes = Number(message.headers["content-length"] ?? 0);
  if (bytes > MAX_DISCARDED_BYTES) return false;
  bytes = 0;
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > MAX_DISCARDED_BYTES) return false;
    }
  } catch {
    return false;
  }
  return true;
}
