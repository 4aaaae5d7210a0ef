/**
 * The firewall of the edge. A WAF with the scope CLOUDFRONT must be in us-east-1, so this is a separate stack in that region; its
 * ARN is a parameter of the edge, because exports do not cross regions.
 */

import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Stack } from "aws-cdk-lib/core";
import type { Manifest } from "../packages/contract/manifest.ts";
import { type Build, output, stackOf } from "./build.ts";
import { nameOf } from "./stage.ts";
import { servePath } from "./workflows.ts";

const WINDOW_SECONDS = 300;

export function firewallStack(build: Build): Stack {
  const { stage, manifest } = build;
  const stack = stackOf(build, "firewall", { region: "us-east-1" });
  const signed = anyOf(signedPaths(manifest).map(beginsWith));
  const acl = new CfnWebACL(stack, "Acl", {
    name: nameOf(stage, "edge"),
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: visibility("edge"),
    rules: signed
      ? [
          rateRule("people", 0, stage.policy.requestsPerAddress, { notStatement: { statement: signed } }),
          rateRule("machines", 1, stage.policy.signedRequestsPerAddress, signed),
        ]
      : [rateRule("people", 0, stage.policy.requestsPerAddress)],
  });
  output(build, stack, "WebAclArn", acl.attrArn);
  return stack;

  function rateRule(
    name: string,
    priority: number,
    limit: number,
    scopeDownStatement?: CfnWebACL.StatementProperty,
  ): CfnWebACL.RuleProperty {
    return {
      name,
      priority,
      action: {
        block: {
          customResponse: {
            responseCode: 429,
            responseHeaders: [{ name: "retry-after", value: String(WINDOW_SECONDS) }],
          },
        },
      },
      statement: {
        rateBasedStatement: { aggregateKeyType: "IP", limit, evaluationWindowSec: WINDOW_SECONDS, scopeDownStatement },
      },
      visibilityConfig: visibility(name),
    };
  }

  function visibility(name: string): CfnWebACL.VisibilityConfigProperty {
    return { cloudWatchMetricsEnabled: true, metricName: nameOf(stage, name), sampledRequestsEnabled: true };
  }
}

/** Paths called by machines that sign their requests: few addresses make the calls for everybody. */
const signedPaths = ({ serves, endpoints }: Manifest): string[] => [
  ...serves.map((serve) => servePath(serve.context)),
  ...endpoints
    .filter(({ access, method }) => access === "public" && method === "POST")
    .map(({ path }) => path.split("{", 1)[0]!),
];

const beginsWith = (path: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    searchString: path,
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
});

/** An OR of WAF needs at least two statements. */
const anyOf = (statements: CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty | undefined =>
  statements.length > 1 ? { orStatement: { statements } } : statements[0];
