import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { busFixture, consumer } from "#testing/bus";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import type { Bus } from "./bus.ts";
import type { SQSEvent } from "./wire.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "a secret of this machine" };
const QUEUE = "finance-import";
const MEGABYTE = 1024 * 1024;
// Some services prefix the names of errors that SQS's model does not list.
const named = (name: string) => ({ name: expect.stringMatching(new RegExp(`(^|\\.)${name}$`)) });
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

interface Service {
  endpoint: string;
  /** The bodies of all messages in the queue, in no order. */
  bodies(): Promise<string[]>;
}

/** What holds for every client that sends, on any implementation of the SQS API. */
function scenarios(service: () => Service): void {
  const clients: SQSClient[] = [];
  let sqs: SQSClient;
  let queueUrl: string;
  beforeEach(async () => {
    sqs = new SQSClient({ endpoint: service().endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
    clients.push(sqs);
    ({ QueueUrl: queueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: QUEUE })));
  });
  afterAll(() => {
    for (const client of clients) client.destroy();
  });

  it("finds the URL of a queue by its name, and says when there is none", async () => {
    expect(new URL(queueUrl).pathname).toMatch(new RegExp(`^/\\d{12}/${QUEUE}$`));
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: "nowhere" }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
      $metadata: { httpStatusCode: 400 },
    });
    await expect(
      sqs.send(new SendMessageCommand({ QueueUrl: queueUrl.replace(QUEUE, "nowhere"), MessageBody: "x" })),
    ).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  });

  it("takes a message as it is and answers its id and digest", async () => {
    const body = '{"text":"ünï € \\u0000","big":12345678901234567890}\n\t';
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
    expect(sent).toMatchObject({ MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/), MD5OfMessageBody: md5(body) });
    expect(await service().bodies()).toEqual([body]);
  });

  it("refuses an empty message, one of more than a megabyte and one with control characters", async () => {
    const send = (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    await expect(send("")).rejects.toMatchObject(named("MissingParameter"));
    await expect(send("\0")).rejects.toMatchObject(named("InvalidMessageContents"));
    await expect(send("\u001b[31m")).rejects.toMatchObject(named("InvalidMessageContents"));
    await expect(send("x".repeat(MEGABYTE + 1))).rejects.toMatchObject(named("InvalidParameterValue"));
    await send('"'.repeat(MEGABYTE));
    expect((await service().bodies()).map((body) => body.length)).toEqual([MEGABYTE]);
  });

  it("accepts the valid entries of a batch and names the others", async () => {
    const { Successful, Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: [
          { Id: "a", MessageBody: "one" },
          { Id: "b", MessageBody: "bell \u0007" },
          { Id: "c", MessageBody: "three" },
        ],
      }),
    );
    expect(Successful?.map(({ Id, MD5OfMessageBody }) => [Id, MD5OfMessageBody])).toEqual([
      ["a", md5("one")],
      ["c", md5("three")],
    ]);
    expect(new Set(Successful?.map(({ MessageId }) => MessageId)).size).toBe(2);
    expect(Failed).toMatchObject([{ Id: "b", SenderFault: true, Code: "InvalidMessageContents" }]);
    expect((await service().bodies()).sort()).toEqual(["one", "three"]);
  });

  it.each([
    ["EmptyBatchRequest", []],
    ["TooManyEntriesInBatchRequest", Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: "x" }))],
    ["BatchEntryIdsNotDistinct", [1, 2].map(() => ({ Id: "a", MessageBody: "x" }))],
    ["InvalidBatchEntryId", [{ Id: "not so.", MessageBody: "x" }]],
    ["BatchRequestTooLong", ["a", "b"].map((Id) => ({ Id, MessageBody: "x".repeat(MEGABYTE / 2 + 1) }))],
  ])("refuses a whole batch with %s", async (name, Entries) => {
    await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))).rejects.toMatchObject(
      named(name),
    );
    expect(await service().bodies()).toEqual([]);
  });

  it("counts what is in the queue", async () => {
    for (const MessageBody of ["one", "two"])
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: [
          "QueueArn",
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed",
        ],
      }),
    );
    expect(Attributes).toEqual({
      QueueArn: `arn:aws:sqs:us-east-1:000000000000:${QUEUE}`,
      ApproximateNumberOfMessages: "2",
      ApproximateNumberOfMessagesNotVisible: "0",
      ApproximateNumberOfMessagesDelayed: "0",
    });
    const all = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] }));
    expect(all.Attributes).toMatchObject(Attributes!);
  });
}

describe("SQS of fauxqs", () => {
  let fauxqs: Awaited<ReturnType<typeof startFauxqs>>;
  beforeAll(async () => {
    fauxqs = await startFauxqs({ port: 0, logger: false });
    fauxqs.createQueue(QUEUE);
  });
  beforeEach(() => fauxqs.reset());
  afterAll(() => fauxqs.stop());
  scenarios(() => ({
    endpoint: `http://127.0.0.1:${fauxqs.port}`,
    bodies: async () => fauxqs.inspectQueue(QUEUE)!.messages.ready.map(({ body }) => body),
  }));
});

describe("SQS of the local bus", () => {
  const fixture = busFixture();
  let server: Server;
  let bus: Bus;
  let received: SQSEvent[] = [];
  beforeAll(async () => {
    server = createServer(KEEPS_CONNECTIONS, (req, res) => void bus.handle(req, res));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  // This bus does not deliver, so that what was sent can be counted; `delivering` is another bus on the same database.
  beforeEach(async () => {
    bus = await fixture.startBus({ credentials, consumers: [consumer(QUEUE, keep)] });
    await bus.stop();
    received = [];
  });
  afterAll(() => void server.close());
  const keep = async (event: SQSEvent) => void received.push(event);
  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (given = credentials) =>
    new SQSClient({ endpoint: endpoint(), region: "us-east-1", credentials: given, maxAttempts: 1 });
  const QueueUrl = `http://127.0.0.1/000000000000/${QUEUE}`;

  scenarios(() => ({
    endpoint: endpoint(),
    async bodies() {
      const rows = await fixture.database().query<{ body: string }>("select body from cloud.queue_message");
      return rows.map(({ body }) => body);
    },
  }));

  it("delivers what was sent, under the id that it answered", async () => {
    const delivering = await fixture.startBus({ credentials, consumers: [consumer(QUEUE, keep)] });
    bus = delivering;
    // SQS takes characters beyond the basic plane, which fauxqs refuses.
    const { MessageId } = await client().send(new SendMessageCommand({ QueueUrl, MessageBody: "now 🙂" }));
    await delivering.idle();
    expect(received.flatMap(({ Records }) => Records)).toMatchObject([{ messageId: MessageId, body: "now 🙂" }]);
  });

  it("refuses options that it would otherwise ignore", async () => {
    const send = (more: object) => client().send(new SendMessageCommand({ QueueUrl, MessageBody: "x", ...more }));
    await expect(send({ DelaySeconds: 5 })).rejects.toMatchObject({ name: "UnsupportedOperation" });
    await expect(send({ MessageAttributes: { a: { DataType: "String", StringValue: "b" } } })).rejects.toMatchObject({
      name: "UnsupportedOperation",
    });
    await expect(
      client().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Colour" as "Policy"] })),
    ).rejects.toMatchObject({ name: "InvalidAttributeName" });
  });

  it("refuses a wrong secret and unknown operations", async () => {
    const wrong = client({ ...credentials, secretAccessKey: "another" });
    await expect(wrong.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }))).rejects.toMatchObject({
      name: "InvalidSignatureException",
    });
    for (const target of ["AmazonSQS.PraiseMessage", "AmazonSQS.constructor", "constructor.name", "AmazonSQS"]) {
      const open = await fixture.startBus({ consumers: [] });
      bus = open;
      const response = await fetch(endpoint(), { method: "POST", body: "{}", headers: { "x-amz-target": target } });
      expect([response.status, await response.json()]).toMatchObject([400, { __type: "UnknownOperationException" }]);
    }
  });
});
