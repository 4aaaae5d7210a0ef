import aws4 from "aws4";
import fc from "fast-check";
import { expect, it } from "vitest";
import { signedHeaders } from "./signature.ts";

const word = fc.stringMatching(/^[A-Za-z0-9/+=]{1,40}$/);

it("signs what aws4 signs, alike", () => {
  fc.assert(
    fc.property(
      fc.record({
        service: fc.constantFrom("events", "secretsmanager", "sqs"),
        region: fc.constantFrom("eu-central-1", "us-east-1"),
        host: fc.constantFrom("events.eu-central-1.amazonaws.com", "127.0.0.1:4566"),
        path: fc.constantFrom("/", "/a/b-c_d~e.f"),
        body: fc.string({ unit: "binary" }),
      }),
      fc.record({ accessKeyId: word, secretAccessKey: word, sessionToken: fc.option(word, { nil: undefined }) }),
      fc.date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2999-12-31T23:59:59Z"), noInvalidDate: true }),
      (request, credentials, at) => {
        const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" };
        const ours = signedHeaders({ ...request, headers }, credentials, at);
        const { authorization, host, ...given } = ours;
        const signer = new aws4.RequestSigner(
          {
            ...request,
            method: "POST",
            headers: { ...given, Host: host },
            extraHeadersToIgnore: { "content-length": true },
          } as aws4.Request,
          credentials,
        );
        expect(authorization).toBe((signer.sign().headers as Record<string, string>).Authorization);
      },
    ),
  );
});
