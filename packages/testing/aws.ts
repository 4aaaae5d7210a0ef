/**
 * A stand-in for the services that a Lambda calls beside its database, as far as tests need them: Secrets Manager, PutEvents, one
 * bucket, and Inngest's event API. One server, which distinguishes them by how they are called.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export interface AwsStandIn {
  url: string;
  /** The document in Secrets Manager; a value that is no object is answered unchanged. */
  secrets: unknown;
  /** A status other than 200 with which Secrets Manager answers. */
  secretsStatus: number;
  /** Received calls of GetSecretValue. */
  secretCalls: { SecretId: string; VersionId?: string; authorization: string }[];
  /** Entries that were put on the bus. */
  entries: { DetailType: string; Detail: string }[];
  /** Events that were sent to Inngest. */
  sent: { id: string; name: string }[];
  /** Objects by path: `/bucket/key`. */
  objects: Map<string, Buffer>;
  close(): Promise<void>;
}

export async function awsStandIn(): Promise<AwsStandIn> {
  const server = createServer(KEEPS_CONNECTIONS, async (request, response) => {
    const body = await read(request);
    const { status, text } = answer(request, body);
    response
      .writeHead(status, { etag: '"etag"', "content-length": text.length })
      .end(request.method === "HEAD" ? "" : text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const aws: AwsStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets: {},
    secretsStatus: 200,
    secretCalls: [],
    entries: [],
    sent: [],
    objects: new Map(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return aws;

  function answer(request: IncomingMessage, body: Buffer): { status: number; text: Buffer } {
    const json = (status: number, value: unknown) => ({ status, text: Buffer.from(JSON.stringify(value)) });
    const target = request.headers["x-amz-target"];
    if (target === "secretsmanager.GetSecretValue") {
      const authorization = request.headers.authorization ?? "";
      aws.secretCalls.push({ ...JSON.parse(body.toString()), authorization });
      if (aws.secretsStatus !== 200)
        return json(aws.secretsStatus, {
          __type: "ResourceNotFoundException",
          Message: "Secrets Manager can't find it.",
        });
      const text = typeof aws.secrets === "string" ? aws.secrets : JSON.stringify(aws.secrets);
      return json(200, { ARN: "arn", Name: "lifeos", SecretString: text, VersionId: "1" });
    }
    if (target === "AWSEvents.PutEvents") {
      const { Entries } = JSON.parse(body.toString()) as { Entries: AwsStandIn["entries"] };
      aws.entries.push(...Entries);
      return json(200, { FailedEntryCount: 0, Entries: Entries.map((_, i) => ({ EventId: String(i) })) });
    }
    if (request.url!.startsWith("/e/")) {
      const events = [JSON.parse(body.toString())].flat() as AwsStandIn["sent"];
      aws.sent.push(...events);
      return json(200, { ids: events.map(({ id }) => id), status: 200 });
    }
    if (request.method === "PUT") aws.objects.set(request.url!, body);
    const object = aws.objects.get(request.url!);
    return object ? { status: 200, text: object } : json(404, { message: "not found" });
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
