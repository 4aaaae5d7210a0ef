import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import aws4 from "aws4";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { busFixture, consumer } from "#testing/bus";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import type { Bus } from "./bus.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "a secret of this machine" };
const QUEUE = "finance-import";
const OTHER = "finance-other";

/** What holds for every client that receives, on any implementation of the SQS API. */
function scenarios(endpoint: () => string): void {
  let sqs: SQSClient;
  let QueueUrl: string;
  beforeEach(() => {
    sqs?.destroy();
    sqs = new SQSClient({ endpoint: endpoint(), region: "us-east-1", credentials, maxAttempts: 1 });
    QueueUrl = `${endpoint()}/000000000000/${QUEUE}`;
  });
  afterAll(() => sqs.destroy());
  const send = (...bodies: string[]) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: bodies.map((MessageBody, index) => ({ Id: `${index}`, MessageBody })),
      }),
    );
  const receive = async (more: object = {}) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }))).Messages ?? [];

  it("gives a message, as it was sent, to one receiver and to no other until it is visible again", async () => {
    await send("ünï €\n", "two");
    const first = await receive({ MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp"] });
    expect(first.map(({ Body }) => Body).sort()).toEqual(["two", "ünï €\n"]);
    expect(first[0]?.Attributes).toEqual({
      ApproximateReceiveCount: "1",
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
    });
    expect(await receive()).toEqual([]);
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: first[0]!.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    const again = await receive({ MessageSystemAttributeNames: ["All"] });
    expect(again).toMatchObject([{ MessageId: first[0]!.MessageId, Attributes: { ApproximateReceiveCount: "2" } }]);
  });

  it("never delivers a deleted message again, and accepts a second delete", async () => {
    await send("one", "two", "three");
    const [one, ...rest] = await receive({ VisibilityTimeout: 30 });
    for (let times = 0; times < 2; times++)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: one!.ReceiptHandle }));
    const Entries = rest.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    const { Successful } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id).sort()).toEqual(["0", "1"]);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: "0",
      ApproximateNumberOfMessagesNotVisible: "0",
      VisibilityTimeout: "30",
      MaximumMessageSize: "1048576",
    });
  });

  it("enforces the bounds of the API", async () => {
    await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    await expect(receive({ VisibilityTimeout: 43_201 })).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    await send("one", "two", "three");
    expect(await receive({ MaxNumberOfMessages: 2 })).toHaveLength(2);
  });

  it("answers a waiting receiver as soon as a message arrives", async () => {
    const waiting = receive({ WaitTimeSeconds: 20 });
    await send("at last");
    expect((await waiting).map(({ Body }) => Body)).toEqual(["at last"]);
  });

  it("is empty after a purge", async () => {
    await send("one", "two");
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await receive()).toEqual([]);
  });

  it("lists its queues by prefix", async () => {
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "finance-" }));
    expect(QueueUrls?.map((url) => url.split("/").at(-1)).sort()).toEqual([QUEUE, OTHER]);
    expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "none" }))).QueueUrls ?? []).toEqual([]);
  });
}

describe("SQS of fauxqs", () => {
  let fauxqs: Awaited<ReturnType<typeof startFauxqs>>;
  beforeAll(async () => {
    fauxqs = await startFauxqs({ port: 0, logger: false });
    for (const name of [QUEUE, OTHER]) fauxqs.createQueue(name);
  });
  beforeEach(() => fauxqs.reset());
  afterAll(() => fauxqs.stop());
  scenarios(() => `http://127.0.0.1:${fauxqs.port}`);
});

describe("SQS of the local bus", () => {
  const fixture = busFixture();
  let server: Server;
  let bus: Bus;
  let now = new Date("2026-03-01T12:00:00Z");
  beforeAll(async () => {
    server = createServer(KEEPS_CONNECTIONS, (req, res) => void bus.handle(req, res));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  // The bus is stopped, because its own consumers would receive the messages first.
  beforeEach(async () => {
    now = new Date("2026-03-01T12:00:00Z");
    const consumers = [consumer(QUEUE, async () => {}), consumer(OTHER, async () => {})];
    bus = await fixture.startBus({ credentials, consumers, now: () => now });
    await bus.stop();
  });
  afterAll(() => void server.close());
  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const QueueUrl = `http://127.0.0.1/000000000000/${QUEUE}`;

  scenarios(endpoint);

  it("delivers a message again after its visibility timeout, and refuses the late receiver", async () => {
    const sqs = new SQSClient({ endpoint: endpoint(), region: "us-east-1", credentials, maxAttempts: 1 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "slow" }));
    const receive = () => sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 10 }));
    const { Messages: [first] = [] } = await receive();
    const longer = { QueueUrl, ReceiptHandle: first!.ReceiptHandle, VisibilityTimeout: 60 };
    await sqs.send(new ChangeMessageVisibilityCommand(longer));
    now = new Date(now.getTime() + 59_000);
    expect((await receive()).Messages).toBeUndefined();
    now = new Date(now.getTime() + 2_000);
    const { Messages: [second] = [] } = await receive();
    expect(second?.MessageId).toBe(first!.MessageId);
    await expect(sqs.send(new ChangeMessageVisibilityCommand(longer))).rejects.toMatchObject({
      name: "MessageNotInflight",
    });
    const { Failed } = await sqs.send(
      new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: [{ Id: "late", ...longer }] }),
    );
    expect(Failed).toMatchObject([{ Id: "late", Code: "MessageNotInflight" }]);
    // An outdated receipt handle does not delete a message that another receiver holds.
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first!.ReceiptHandle }));
    now = new Date(now.getTime() + 11_000);
    expect((await receive()).Messages).toHaveLength(1);
    sqs.destroy();
  });

  it("names the entry of a batch whose receipt handle is invalid, and performs the others", async () => {
    const sqs = new SQSClient({ endpoint: endpoint(), region: "us-east-1", credentials, maxAttempts: 1 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }));
    const { Messages: [{ ReceiptHandle } = {}] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const Entries = [
      { Id: "good", ReceiptHandle },
      { Id: "bad", ReceiptHandle: "no handle" },
    ];
    const { Successful, Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful).toEqual([{ Id: "good" }]);
    expect(Failed).toMatchObject([{ Id: "bad", SenderFault: true, Code: "ReceiptHandleIsInvalid" }]);
    sqs.destroy();
  });

  it("refuses by name to create or change queues", async () => {
    const sqs = new SQSClient({ endpoint: endpoint(), region: "us-east-1", credentials, maxAttempts: 1 });
    await expect(sqs.send(new CreateQueueCommand({ QueueName: "mine" }))).rejects.toMatchObject({
      name: "UnsupportedOperation",
      message: expect.stringContaining("CreateQueue"),
    });
    sqs.destroy();
  });

  describe("to older clients, which speak the query protocol", () => {
    const call = async (form: Record<string, string>, path = "/") => {
      const { host } = new URL(endpoint());
      const body = new URLSearchParams({ Version: "2012-11-05", ...form }).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
      const options = { service: "sqs", region: "us-east-1", host, method: "POST", path, body, headers };
      const signed = aws4.sign(options, credentials).headers as Record<string, string>;
      const response = await fetch(endpoint() + path, { method: "POST", body, headers: signed });
      expect(response.headers.get("content-type")).toBe("text/xml");
      return { status: response.status, text: await response.text() };
    };
    const valuesOf = (text: string, name: string) =>
      [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map((match) => match[1]);

    it("sends, receives and deletes", async () => {
      const sent = await call({
        Action: "SendMessageBatch",
        QueueUrl,
        "SendMessageBatchRequestEntry.1.Id": "a",
        "SendMessageBatchRequestEntry.1.MessageBody": "<one> & ü",
        "SendMessageBatchRequestEntry.2.Id": "b",
        "SendMessageBatchRequestEntry.2.MessageBody": "bell \u0007",
      });
      expect(sent.text).toMatch(/<SendMessageBatchResultEntry><Id>a<.*<BatchResultErrorEntry><Id>b</);
      const path = new URL(QueueUrl).pathname;
      const got = await call({ Action: "ReceiveMessage", MaxNumberOfMessages: "10", "AttributeName.1": "All" }, path);
      expect(valuesOf(got.text, "Body")).toEqual(["&#x3C;one&#x3E; &#x26; ü"]);
      expect(got.text).toContain("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>");
      const [ReceiptHandle = ""] = valuesOf(got.text, "ReceiptHandle") as string[];
      const deleted = await call({ Action: "DeleteMessage", QueueUrl, ReceiptHandle });
      expect([deleted.status, valuesOf(deleted.text, "RequestId").length]).toEqual([200, 1]);
      const attributes = await call({ Action: "GetQueueAttributes", QueueUrl, "AttributeName.1": "QueueArn" });
      expect(valuesOf(attributes.text, "Value")).toEqual([`arn:aws:sqs:us-east-1:000000000000:${QUEUE}`]);
    });

    it.each([
      [{ Action: "GetQueueUrl", QueueName: "nowhere" }, "AWS.SimpleQueueService.NonExistentQueue"],
      [{ Action: "SendMessage", QueueUrl, MessageBody: "x", DelaySeconds: "5" }, "UnsupportedOperation"],
      [{ Action: "ReceiveMessage", QueueUrl, MaxNumberOfMessages: "many" }, "SerializationException"],
      [{ Action: "Praise" }, "InvalidAction"],
    ])("refuses with SQS's code: %j", async (form, code) => {
      const { status, text } = await call(form as Record<string, string>);
      expect([status, valuesOf(text, "Code"), valuesOf(text, "Type")]).toEqual([400, [code], ["Sender"]]);
    });
  });
});
