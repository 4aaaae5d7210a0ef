import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterEach, describe, expect, it } from "vitest";
import { busFixture, consumer, detailOf, entry } from "#testing/bus";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import { type Bus, createBus } from "./bus.ts";
import type { EventBridgeEvent } from "./wire.ts";

const fixture = busFixture();
const { startBus } = fixture;
const credentials = { accessKeyId: "local", secretAccessKey: "a secret of this machine" };
const servers: Server[] = [];
const clients: EventBridgeClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function serve(bus: Bus): Promise<string> {
  const server = createServer(KEEPS_CONNECTIONS, (req, res) => void bus.handle(req, res));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(endpoint: string, given = credentials): EventBridgeClient {
  const made = new EventBridgeClient({ endpoint, region: "us-east-1", credentials: given, maxAttempts: 1 });
  clients.push(made);
  return made;
}

async function post(endpoint: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(endpoint, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents", ...headers },
  });
  const answer = (await response.json()) as { __type: string; message: string };
  return { status: response.status, type: answer.__type, header: response.headers.get("x-amzn-errortype") };
}

describe("the EventBridge API", () => {
  it("takes PutEvents from the AWS SDK as it comes and reports single entries that fail", async () => {
    const events: EventBridgeEvent[] = [];
    const bus = await startBus({
      credentials,
      consumers: [
        consumer("all", async (event) => void events.push(...event.Records.map((record) => JSON.parse(record.body)))),
      ],
    });
    const endpoint = await serve(bus);
    const answer = await client(endpoint).send(
      new PutEventsCommand({
        Entries: [
          { ...entry("ünï 🙂"), Time: new Date("2026-02-03T04:05:06Z"), Resources: ["arn:aws:s3:::mail"] },
          { ...entry("late"), Detail: "no json", Time: undefined },
          { ...entry("aws"), Source: "aws.s3", Time: undefined },
        ],
      }),
    );
    await bus.idle();

    expect(answer.FailedEntryCount).toBe(2);
    expect(answer.Entries).toEqual([
      { EventId: events[0]?.id },
      { ErrorCode: "MalformedDetail", ErrorMessage: expect.any(String) },
      { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: expect.any(String) },
    ]);
    expect(events).toMatchObject([
      { time: "2026-02-03T04:05:06Z", resources: ["arn:aws:s3:::mail"], detail: { n: "ünï 🙂" } },
    ]);
  });

  it("answers a refused call with an error that the SDK recognises", async () => {
    const endpoint = await serve(await startBus({ credentials }));
    const sent = client(endpoint).send(
      new PutEventsCommand({ Entries: Array(11).fill({ ...entry(1), Time: undefined }) }),
    );
    await expect(sent).rejects.toMatchObject({ name: "ValidationException", $metadata: { httpStatusCode: 400 } });
  });

  it("refuses a wrong secret, an unknown key and an unsigned call, and stores nothing of them", async () => {
    const seen: unknown[] = [];
    const bus = await startBus({
      credentials,
      consumers: [consumer("all", async (event) => void seen.push(...event.Records.map(detailOf)))],
    });
    const endpoint = await serve(bus);
    const put = new PutEventsCommand({ Entries: [{ ...entry(1), Time: undefined }] });
    const wrongSecret = client(endpoint, { ...credentials, secretAccessKey: "another" }).send(put);
    await expect(wrongSecret).rejects.toMatchObject({ name: "InvalidSignatureException" });
    const wrongKey = client(endpoint, { ...credentials, accessKeyId: "another" }).send(put);
    await expect(wrongKey).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    expect(await post(endpoint, JSON.stringify({ Entries: [entry(1)] }))).toMatchObject({
      status: 403,
      type: "MissingAuthenticationTokenException",
    });
    await bus.idle();
    expect(seen).toEqual([]);
  });

  it("refuses a body that was changed after it was signed", async () => {
    const endpoint = await serve(await startBus({ credentials }));
    const tampering = client(endpoint);
    tampering.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = JSON.stringify({ Entries: [entry(2)] });
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    const sent = tampering.send(new PutEventsCommand({ Entries: [{ ...entry(1), Time: undefined }] }));
    await expect(sent).rejects.toMatchObject({ name: "InvalidSignatureException" });
  });

  it("answers 500 when it cannot store, so that the SDK tries again", async () => {
    const { database } = fixture;
    const broken = { ...database(), query: () => Promise.reject(new Error("connection refused")) };
    const bus = createBus({ database: broken, busName: "life", consumers: [consumer("all", async () => {})] });
    const answer = await post(await serve(bus), JSON.stringify({ Entries: [entry(1)] }));
    expect(answer).toEqual({ status: 500, type: "InternalFailure", header: "InternalFailure" });
  });

  it("answers malformed calls with AWS's errors", async () => {
    const endpoint = await serve(await startBus({}));
    const send = async (body: unknown, headers?: Record<string, string>) =>
      (await post(endpoint, typeof body === "string" ? body : JSON.stringify(body), headers)).type;

    expect(await send("{")).toBe("SerializationException");
    expect(await send("[]")).toBe("SerializationException");
    expect(await send({})).toBe("ValidationException");
    expect(await send({ Entries: [] })).toBe("ValidationException");
    expect(await send({ Entries: "all" })).toBe("SerializationException");
    expect(await send({ Entries: [1] })).toBe("SerializationException");
    expect(await send({ Entries: [{ ...entry(1), Detail: { n: 1 } }] })).toBe("SerializationException");
    expect(await send({ Entries: [{ ...entry(1), Time: "today" }] })).toBe("SerializationException");
    expect(await send({ Entries: [{ ...entry(1), Resources: [1] }] })).toBe("SerializationException");
    expect(await send({}, { "x-amz-target": "AWSEvents.PutRule" })).toBe("UnknownOperationException");
    expect(await post(endpoint, "x".repeat(9 * 1024 * 1024))).toEqual({
      status: 413,
      type: "RequestEntityTooLargeException",
      header: "RequestEntityTooLargeException",
    });
  });
});
