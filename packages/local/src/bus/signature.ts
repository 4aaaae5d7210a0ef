/** Checks AWS Signature Version 4 in the Authorization header by signing the same request again with aws4. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import aws4 from "aws4";
import { AwsError } from "./wire.ts";

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
}

const authorizationForm =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

/**
 * Throws the error AWS would answer. The age of a signature is not checked: the endpoint is one machine's own, and tests
 * move its clock while the SDK signs with the real one.
 */
export function verifySignature(req: IncomingMessage, body: Buffer, credentials: AwsCredentials): void {
  const header = req.headers.authorization;
  if (!header) throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  const [, accessKeyId, region, service, signedHeaders = "", signature = ""] = authorizationForm.exec(header) ?? [];
  if (!accessKeyId) throw new AwsError("IncompleteSignatureException", "The Authorization header cannot be read.");
  if (accessKeyId !== credentials.accessKeyId) {
    throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  const names = signedHeaders.split(";");
  const datetime = req.headers["x-amz-date"];
  if (typeof datetime !== "string" || !names.includes("x-amz-date") || !names.includes("host")) throw mismatch();
  const contentHash = req.headers["x-amz-content-sha256"];
  if (contentHash !== undefined && contentHash !== createHash("sha256").update(body).digest("hex")) throw mismatch();

  const signer = new aws4.RequestSigner(
    {
      method: req.method ?? "POST",
      path: req.url ?? "/",
      host: req.headers.host ?? "",
      headers: Object.fromEntries(names.map((name) => [name, req.headers[name] ?? ""])),
      body,
      service: service ?? "",
      region: region ?? "",
      // Only what the client signed is signed again: aws4 neither adds headers of its own nor leaves any out.
      doNotModifyHeaders: true,
      extraHeadersToInclude: Object.fromEntries(names.map((name) => [name, true])),
    } as aws4.Request,
    credentials,
  );
  signer.datetime = datetime;
  if (!timingSafeEqual(Buffer.from(signer.signature(), "hex"), Buffer.from(signature, "hex"))) throw mismatch();
}

function mismatch(): AwsError {
  return new AwsError(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided.",
  );
}
