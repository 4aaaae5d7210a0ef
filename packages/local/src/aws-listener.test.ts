import http from "node:http";
import type { AddressInfo } from "node:net";
import aws4 from "aws4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials, temporaryDirectory } from "#testing/objects/server";
import { awsListener } from "./aws-listener.ts";
import type { Bus } from "./bus/bus.ts";
import type { Engine } from "./engine/engine.ts";
import { createObjectStore } from "./objects/store.ts";

const stack = new AsyncDisposableStack();
let port: number;
beforeAll(async () => {
  const directory = stack.use(await temporaryDirectory());
  const objects = createObjectStore({ directory: directory.path, buckets: [{ name: "files" }], credentials });
  await objects.start();
  stack.defer(() => objects.stop());
  const named =
    (name: string): http.RequestListener =>
    (_, response) =>
      void response.end(name);
  const listener = awsListener({
    bus: { handle: async (request, response) => named("bus")(request, response) } as Partial<Bus> as Bus,
    engine: { fetch: async () => new Response("inngest") } as Partial<Engine> as Engine,
    objects,
    buckets: ["files"],
  });
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stack.defer(() => void server.close().closeAllConnections());
  port = (server.address() as AddressInfo).port;
});
afterAll(() => stack.disposeAsync());

interface Sent {
  service?: string;
  host?: string;
  method?: string;
  path?: string;
  body?: string;
  headers?: Record<string, string>;
}

function send({ service, host = "localhost", method = "GET", path = "/", body, headers = {} }: Sent) {
  const request = { service, region: "us-east-1", host: `${host}:${port}`, method, path, body, headers };
  const signed = service ? aws4.sign(request, credentials).headers : { ...headers, host: request.host };
  return new Promise<{ status: number; type: string; body: Buffer }>((resolve, reject) => {
    const call = http.request({ host: "127.0.0.1", port, method, path, headers: signed as http.OutgoingHttpHeaders });
    call.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const type = response.headers["content-type"] ?? "";
        resolve({ status: response.statusCode!, type, body: Buffer.concat(chunks) });
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}

const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

describe("one port for several services", () => {
  it("tells them apart by how their clients call", async () => {
    const bodyOf = async (sent: Sent) => (await send(sent)).body.toString();
    expect(await bodyOf({ method: "POST", path: "/e/key", body: "[]" })).toBe("inngest");
    expect(await bodyOf({ service: "sqs", method: "POST", body: "Action=ListQueues", headers: form })).toBe("bus");
    const target = { "x-amz-target": "AWSEvents.PutEvents" };
    expect(await bodyOf({ service: "events", method: "POST", body: "{}", headers: target })).toBe("bus");
    expect(await bodyOf({ method: "POST", body: "{}", headers: target })).toBe("bus");
    // As boto3 asks: query mode wants the error names of the older query protocol.
    const compatible = { "x-amz-target": "AmazonSQS.ListQueues", "x-amzn-query-mode": "true" };
    expect(await bodyOf({ service: "sqs", method: "POST", body: "{}", headers: compatible })).toBe("bus");
    expect(await bodyOf({ service: "s3", path: "/" })).toContain("<Name>files</Name>");
  });

  it("has buckets as virtual hosts under localhost, and no other names", async () => {
    const put = { service: "s3", method: "PUT", path: "/v1/a%20b", body: "virtual" };
    expect((await send({ ...put, host: "files.localhost" })).status).toBe(200);
    for (const [host, path] of [
      ["files.localhost", "/v1/a%20b"],
      ["files.s3.localhost", "/v1/a%20b"],
      ["s3.localhost", "/files/v1/a%20b"],
      ["localhost", "/files/v1/a%20b"],
    ] as const)
      expect((await send({ service: "s3", host, path })).body.toString(), host).toBe("virtual");
    const listed = await send({ service: "s3", host: "files.localhost", path: "/?list-type=2" });
    expect(listed.body.toString()).toContain("<Key>v1/a b</Key>");
    for (const host of ["other.localhost", "evil.files.localhost", "files.example"])
      expect((await send({ service: "s3", host, path: "/v1/a%20b" })).status, host).toBe(403);
    expect((await send({ host: "files.localhost", method: "POST", path: "/e/key", body: "[]" })).status).toBe(403);
  });
});

describe("a service that is not here says so in its own protocol", () => {
  it.each([
    ["dynamodb", { "x-amz-target": "DynamoDB_20120810.GetItem", "content-type": "application/x-amz-json-1.0" }, 400],
    ["lambda", { "content-type": "application/json" }, 404],
  ])("JSON: %s", async (service, headers, status) => {
    const answer = await send({
      service,
      method: "POST",
      path: "/",
      body: "{}",
      headers: headers as Record<string, string>,
    });
    expect([answer.status, answer.type]).toEqual([
      status,
      expect.stringMatching(/^application\/(x-amz-json-1\.0|json)$/),
    ]);
    expect(JSON.parse(answer.body.toString()).message).toBe(
      `The service ${service} is not here: there are s3, sqs and events (EventBridge) alone.`,
    );
  });

  it.each(["SomethingNew.Act", "constructor.Act", "__proto__.Act"])("a target alone: %s", async (target) => {
    const answer = await send({ method: "POST", body: "{}", headers: { "x-amz-target": target } });
    expect(JSON.parse(answer.body.toString()).message).toMatch(/^This service is not here/);
  });

  it.each([
    ["sns", "ErrorResponse"],
    ["ec2", "Response"],
  ])("the query protocol: %s", async (service, root) => {
    const answer = await send({ service, method: "POST", body: "Action=Something", headers: form });
    expect([answer.status, answer.type]).toEqual([400, "text/xml"]);
    expect(answer.body.toString()).toMatch(
      new RegExp(`^<${root}>.*<Code>InvalidAction</Code><Message>The service ${service}`),
    );
  });

  it("CBOR", async () => {
    const headers = { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" };
    const path = "/service/GraniteServiceVersion20100801/operation/ListMetrics";
    const { status, type, body } = await send({ service: "monitoring", method: "POST", path, body: "", headers });
    expect([status, type, body[0]]).toEqual([404, "application/cbor", 0xa2]);
    // Each text: 0x79, two bytes of length, and its bytes.
    expect(body.subarray(1, 4).toString("hex")).toBe("790006");
    expect(body.toString()).toContain("UnknownOperationException");
  });
});
