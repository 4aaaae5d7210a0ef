import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { eventually } from "#testing/eventually";
import { serveStore, temporaryDirectory } from "#testing/objects/server";
import type { ObjectEvent } from "./notifications.ts";

const Bucket = "files";

type Detail = { object: { key: string; sequencer: string; size?: number }; reason: string };
const detailOf = (event: ObjectEvent | undefined) => event?.detail as Detail;

describe("notifications", () => {
  it("have the shape that S3 sends to EventBridge", async () => {
    await using directory = await temporaryDirectory();
    const events: ObjectEvent[] = [];
    const at = new Date();
    await using server = await serveStore({
      directory: directory.path,
      now: () => at,
      notify: async (event) => void events.push(event),
    });
    const s3 = server.client();
    await s3.send(new PutObjectCommand({ Bucket, Key: "in box/ü.txt", Body: "hello" }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "in box/ü.txt" }));
    await eventually(() => expect(events).toHaveLength(2));
    const common = {
      source: "aws.s3",
      time: `${at.toISOString().slice(0, 19)}Z`,
      resources: ["arn:aws:s3:::files"],
    };
    const object = { key: "in box/ü.txt", etag: "5d41402abc4b2a76b9719d911017c592" };
    expect(events[0]).toEqual({
      ...common,
      "detail-type": "Object Created",
      detail: {
        version: "0",
        bucket: { name: "files" },
        object: { ...object, size: 5, sequencer: expect.stringMatching(/^[0-9A-F]{16}$/) },
        reason: "PutObject",
      },
    });
    expect(events[1]).toEqual({
      ...common,
      "detail-type": "Object Deleted",
      detail: {
        version: "0",
        bucket: { name: "files" },
        object: { ...object, sequencer: expect.stringMatching(/^[0-9A-F]{16}$/) },
        reason: "DeleteObject",
        "deletion-type": "Permanently Deleted",
      },
    });
    expect(detailOf(events[1]).object.sequencer > detailOf(events[0]).object.sequencer).toBe(true);
  });

  it("say how an object was created or deleted, and are not sent for what did not happen", async () => {
    await using directory = await temporaryDirectory();
    const told: string[] = [];
    await using server = await serveStore({
      directory: directory.path,
      notify: async (event) => void told.push(`${detailOf(event).reason} ${detailOf(event).object.key}`),
    });
    const s3 = server.client();
    await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: "b", Body: "x", ContentMD5: "AAAA" }))).rejects.toThrow();
    await s3.send(new CopyObjectCommand({ Bucket, Key: "c", CopySource: "files/a" }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "d" }));
    const part = { Bucket, Key: "d", UploadId, PartNumber: 1, Body: "x" };
    const { ETag } = await s3.send(new UploadPartCommand(part));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "d", UploadId, MultipartUpload }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "never there" }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a" }, { Key: "nor this" }] } }));
    const expected = ["PutObject a", "CopyObject c", "CompleteMultipartUpload d", "DeleteObject a"];
    await eventually(() => expect(told).toHaveLength(expected.length));
    expect(told).toEqual(expected);
  });

  it("are retried after a rejection without delaying others", async () => {
    await using directory = await temporaryDirectory();
    const delivered: string[] = [];
    const errors: unknown[] = [];
    let refusals = 3;
    await using server = await serveStore({
      directory: directory.path,
      async notify(event) {
        const { key } = detailOf(event).object;
        if (key === "poison" && refusals-- > 0) throw new Error("the bus is away");
        delivered.push(key);
      },
      onError: (error) => errors.push(error),
    });
    const s3 = server.client();
    await s3.send(new PutObjectCommand({ Bucket, Key: "poison", Body: "x" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "well", Body: "x" }));
    await eventually(() => expect(delivered).toHaveLength(2));
    expect(delivered).toEqual(["well", "poison"]);
    expect(errors).toHaveLength(3);
  });

  it("survive a restart until they are delivered, and are then not repeated", async () => {
    await using directory = await temporaryDirectory();
    const refuse = async () => {
      throw new Error("the bus is away");
    };
    {
      await using server = await serveStore({ directory: directory.path, notify: refuse });
      await server.client().send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
    }
    const events: ObjectEvent[] = [];
    const notify = async (event: ObjectEvent) => void events.push(event);
    {
      await using _server = await serveStore({ directory: directory.path, notify });
      await eventually(() => expect(events).toHaveLength(1));
      expect(detailOf(events[0])).toMatchObject({ reason: "PutObject", object: { key: "k", size: 1 } });
    }
    await using server = await serveStore({ directory: directory.path, notify });
    await server.client().send(new PutObjectCommand({ Bucket, Key: "later", Body: "x" }));
    await eventually(() => expect(events).toHaveLength(2));
    expect(detailOf(events[1]).object.key).toBe("later");
    expect(detailOf(events[1]).object.sequencer > detailOf(events[0]).object.sequencer).toBe(true);
  });
});
