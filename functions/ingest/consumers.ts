import { INCOMING } from "#core/ingest/mail-store";
import { receiveObject as receive } from "#core/ingest/receive";
import { serviceConsumer } from "#kit/consumer";

/** The part of S3's event, as EventBridge passes it on, that locates the object; its key is not URL-encoded there. */
interface ObjectCreated {
  bucket: { name: string };
  object: { key: string; etag?: string };
}

export const receiveObject = serviceConsumer(
  "ingest.receiveObject",
  { source: "aws.s3", detailType: "Object Created", keyPrefix: INCOMING },
  {
    summary: "Take in a raw e-mail that was put into the mail bucket",
    // A message of 25 MB is read and stored again.
    timeoutSeconds: 120,
    batchSize: 2,
    uses: ["mail"],
    handler: (ctx, { detail }) => {
      const { bucket, object } = detail as ObjectCreated;
      return receive(ctx, bucket.name, object);
    },
  },
);
