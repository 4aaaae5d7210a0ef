/** The bucket of raw mail. People's files are in R2 or another S3 service, outside of these stacks. */
import { CfnBucket, CfnBucketPolicy } from "aws-cdk-lib/aws-s3";
import { Aws, type Stack } from "aws-cdk-lib/core";
import { type Build, keep, mailBucketOf, mailFolders, output, stackOf } from "./build.ts";
import { onlyOverTls } from "./permissions.ts";

/** An arrived message is copied for its recipients at once; the original stays for the investigation of failures. */
const INCOMING_DAYS = 30;
/** The row of a message is deleted 90 days after it was processed, and the message with it. */
const KEPT_DAYS = 90;

export function storageStack(build: Build): Stack {
  const stack = stackOf(build, "storage");
  const bucket = new CfnBucket(stack, "Mail", {
    bucketName: mailBucketOf(build.stage),
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" }] },
    // Publishes an event on the account's default bus for each new object.
    notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } },
    lifecycleConfiguration: {
      rules: [
        { id: "incoming", status: "Enabled", prefix: mailFolders.incoming, expirationInDays: INCOMING_DAYS },
        { id: "kept", status: "Enabled", prefix: mailFolders.kept, expirationInDays: KEPT_DAYS },
        { id: "unfinished", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
      ],
    },
  });
  keep(build, bucket);
  const contents = `${bucket.attrArn}/*`;
  new CfnBucketPolicy(stack, "MailPolicy", {
    bucket: bucket.ref,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        onlyOverTls("s3", [bucket.attrArn, contents]),
        {
          // A receipt rule of SES in this account may put messages there under any key, and do nothing else.
          Effect: "Allow",
          Principal: { Service: "ses.amazonaws.com" },
          Action: ["s3:PutObject"],
          Resource: `${bucket.attrArn}/${mailFolders.incoming}*`,
          Condition: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
        },
      ],
    },
  });
  output(build, stack, "MailBucketName", bucket.ref);
  return stack;
}
