/** For tests: an object store behind a server on a free port of this machine, with AWS clients for it. */
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { createObjectStore, type ObjectStoreOptions } from "#local/objects/store";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export const credentials = { accessKeyId: "LOCALKEY", secretAccessKey: "local/secret+key" };

export async function temporaryDirectory(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), "objects-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export interface TestServer extends AsyncDisposable {
  endpoint: string;
  client(config?: Partial<S3ClientConfig>): S3Client;
}

export async function serveStore(options: Partial<ObjectStoreOptions> & { directory: string }): Promise<TestServer> {
  const store = createObjectStore({ buckets: [{ name: "files" }], credentials, ...options });
  await store.start();
  const server = http.createServer(KEEPS_CONNECTIONS, (request, response) => void store.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: S3Client[] = [];
  return {
    endpoint,
    client(config = {}) {
      const client = sdkClient(endpoint, config);
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.stop();
    },
  };
}

export function sdkClient(endpoint: string, config: Partial<S3ClientConfig> = {}): S3Client {
  return new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials, maxAttempts: 1, ...config });
}
