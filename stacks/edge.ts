/**
 * One host for everything: CloudFront with a behaviour for each pillar's API, each stream and each context of workflows, and the
 * console at all other paths. It changes no body, caches nothing, and forwards every header and query string, so that signatures
 * stay valid.
 */
import { CfnDistribution, CfnFunction, CfnResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import { Aws, CfnCondition, Fn, type Stack, Validations } from "aws-cdk-lib/core";
import { pageHeaders } from "../packages/console/policy.ts";
import { apiIdOutput, type Build, exportNameOf, functionUrlOutput, output, parameter, stackOf } from "./build.ts";
import type { ParameterName } from "./parameters.ts";
import { pillarsWithApi } from "./pillar.ts";
import { nameOf, pascal } from "./stage.ts";
import { STREAM_SILENCE_SECONDS } from "./streams.ts";
import { SERVE_TIMEOUT_SECONDS, servePath } from "./workflows.ts";

/** AWS's own policies, the same in every account. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/**
 * CloudFront's security policy (MinimumProtocolVersion, which requires a certificate of one's own) that allows no older protocol.
 */
const TLS_1_3_ALONE = "TLSv1.3_2025";

const EVERY_METHOD = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];
const READING_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * The header by which the edge proves that a request came through it; the adapters compare it with the configured ORIGIN_SECRET.
 */
export const ORIGIN_SECRET_HEADER = "x-origin-secret";

/** Adds an empty Authorization header, without which API Gateway would refuse a request with a message of its own. */
export const FILL_IN_AUTHORIZATION = `function handler(event) {
  var request = event.request;
  var given = request.headers.authorization;
  if (!given || !given.value.trim()) request.headers.authorization = { value: "none" };
  return request;
}`;

/** A function URL must be called with its own host name, so the host that Inngest called is passed on in another header. */
export const HAND_ON_HOST = `function handler(event) {
  var request = event.request;
  request.headers["x-forwarded-host"] = { value: request.headers.host.value };
  return request;
}`;

/** The pages of the console are one file; which of them shows is decided in the browser. */
export const CONSOLE_FILE = `function handler(event) {
  var request = event.request;
  if (request.uri === "/console" || !/\\.[a-z]+$/.test(request.uri))
    request.uri = request.uri === "/console/silent" ? "/console/silent.html" : "/console/index.html";
  return request;
}`;

export function edgeStack(build: Build): Stack {
  const { stage, manifest } = build;
  const stack = stackOf(build, "edge");
  const own = ownDomain(build, stack, () => distribution.attrDomainName);
  const console = given("ConsoleDomain");
  const firewall = given("WebAclArn");
  const fillIn = viewerFunction("authorization", FILL_IN_AUTHORIZATION);
  const handOn = viewerFunction("forwarded-host", HAND_ON_HOST);
  const consoleFile = viewerFunction("console-file", CONSOLE_FILE);
  const headers = securityHeaders(build, stack);

  const apis = pillarsWithApi(manifest).map((pillar) => ({
    origin: origin(pillar, `${imported(apiIdOutput(pillar))}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, 30),
    behavior: behavior(pillar, `/v1/${pillar}/*`, fillIn),
  }));
  const serves = manifest.serves.map(({ context }) => ({
    origin: origin(`workflows-${context}`, imported(functionUrlOutput(context)), SERVE_TIMEOUT_SECONDS),
    behavior: behavior(`workflows-${context}`, servePath(context), handOn),
  }));

  // Before the APIs, because the first matching pattern counts; of two streams, the one with fewer wildcards comes first.
  const streams = manifest.streams
    .toSorted((a, b) => starsIn(a.edgePattern) - starsIn(b.edgePattern))
    .map(({ name, edgePattern }) => ({
      origin: origin(idOf(name), imported(functionUrlOutput(name)), STREAM_SILENCE_SECONDS),
      behavior: { ...behavior(idOf(name), edgePattern, fillIn), compress: false },
    }));

  const distribution: CfnDistribution = new CfnDistribution(stack, "Distribution", {
    distributionConfig: {
      comment: nameOf(stage, "edge"),
      enabled: true,
      httpVersion: "http2and3",
      ipv6Enabled: true,
      priceClass: stage.policy.priceClass,
      webAclId: choose(firewall),
      aliases: own.aliases,
      viewerCertificate: own.certificate,
      origins: [...[...apis, ...serves, ...streams].map((one) => one.origin), consoleOrigin()],
      cacheBehaviors: [
        ...[...streams, ...apis, ...serves].map((one) => one.behavior),
        // The page that the issuer sends a hidden frame back to is the only one that may be in a frame.
        consoleBehavior("/console/silent*", true),
        consoleBehavior("/console*", false),
      ],
      defaultCacheBehavior: siteBehavior(headers),
    },
  });

  if (!stage.policy.needsDomain) {
    // cfn-lint's W1030 checks the parameter's empty default as an ARN, but the condition uses it only with a domain, which
    // requires a certificate.
    distribution.addMetadata("cfn-lint", { config: { ignore_checks: ["W1030"] } });
  }

  const host = own.host();
  output(build, stack, "ApiUrl", `https://${host}`);
  output(build, stack, "DistributionId", distribution.ref);
  output(build, stack, "DistributionDomain", distribution.attrDomainName);
  const endpoints = manifest.serves.map(({ context }) => `https://${host}${servePath(context)}`);
  if (endpoints.length > 0) output(build, stack, "InngestEndpoints", endpoints.join(","));
  return stack;

  function given(name: ParameterName) {
    const { valueAsString: value } = parameter(build, stack, name);
    const condition = new CfnCondition(stack, `Has${name}`, {
      expression: Fn.conditionNot(Fn.conditionEquals(value, "")),
    });
    return { value, condition };
  }

  function imported(name: string): string {
    return Fn.importValue(exportNameOf(stage, name));
  }

  function viewerFunction(name: "authorization" | "forwarded-host" | "console-file", code: string): CfnFunction {
    const ids = { authorization: "FillIn", "forwarded-host": "HandOn", "console-file": "ConsoleFile" };
    return new CfnFunction(stack, `${ids[name]}Function`, {
      name: nameOf(stage, name),
      autoPublish: true,
      functionCode: code,
      functionConfig: { comment: `${nameOf(stage, name)}: see stacks/edge.ts`, runtime: "cloudfront-js-2.0" },
    });
  }

  function origin(id: string, domainName: string, timeoutSeconds: number): CfnDistribution.OriginProperty {
    return {
      id,
      domainName,
      originCustomHeaders: [{ headerName: ORIGIN_SECRET_HEADER, headerValue: originSecret(build, stack) }],
      customOriginConfig: {
        originProtocolPolicy: "https-only",
        originSslProtocols: ["TLSv1.2"],
        originReadTimeout: timeoutSeconds,
        originKeepaliveTimeout: 60,
      },
    };
  }

  /**
   * The origin of the console, without the origin secret. Without a console the platform's API answers that there is no such
   * route.
   */
  function consoleOrigin(): CfnDistribution.OriginProperty {
    const { originCustomHeaders: _, ...withoutSecret } = origin("console", "", 30);
    const nowhere = apis[0]!.origin.domainName;
    return {
      ...withoutSecret,
      domainName: Fn.conditionIf(console.condition.logicalId, console.value, nowhere).toString(),
    };
  }

  function siteBehavior(policy: CfnResponseHeadersPolicy) {
    return {
      targetOriginId: "console",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: READING_METHODS,
      compress: true,
      cachePolicyId: Fn.conditionIf(console.condition.logicalId, CACHING_OPTIMIZED, CACHING_DISABLED).toString(),
      originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicyId: policy.ref,
    };
  }

  function consoleBehavior(pathPattern: string, isFramed: boolean): CfnDistribution.CacheBehaviorProperty {
    return {
      ...siteBehavior(consoleHeaders(build, stack, isFramed)),
      pathPattern,
      functionAssociations: [{ eventType: "viewer-request", functionArn: consoleFile.attrFunctionArn }],
    };
  }

  function behavior(id: string, pathPattern: string, viewer: CfnFunction): CfnDistribution.CacheBehaviorProperty {
    return {
      pathPattern,
      targetOriginId: id,
      viewerProtocolPolicy: "https-only",
      allowedMethods: EVERY_METHOD,
      compress: true,
      cachePolicyId: CACHING_DISABLED,
      originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicyId: headers.ref,
      functionAssociations: [{ eventType: "viewer-request", functionArn: viewer.attrFunctionArn }],
    };
  }
}

/** The id of a stream's origin: its name without dots. */
const idOf = (name: string): string => `stream-${name.replaceAll(".", "-")}`;

const starsIn = (pattern: string): number => pattern.split("*").length;

/** The domain and certificate of the stage. A disposable stage may use CloudFront's domain instead. */
function ownDomain(build: Build, stack: Stack, distributionDomain: () => string) {
  const fallback = build.stage.policy.needsDomain ? undefined : "";
  const { valueAsString: host } = parameter(build, stack, "DomainName", fallback);
  const { valueAsString: acmCertificateArn } = parameter(build, stack, "CertificateArn", fallback);
  const certificate = { acmCertificateArn, minimumProtocolVersion: TLS_1_3_ALONE, sslSupportMethod: "sni-only" };
  if (build.stage.policy.needsDomain) return { host: () => host, aliases: [host], certificate };

  const condition = new CfnCondition(stack, "HasDomainName", {
    expression: Fn.conditionNot(Fn.conditionEquals(host, "")),
  });
  const either = (there: unknown, otherwise: unknown) => Fn.conditionIf(condition.logicalId, there, otherwise);
  // The validation does not evaluate the condition; each branch has exactly one certificate.
  Validations.of(stack).acknowledge({
    id: "CloudFormation-Validate::F3014",
    reason: "the condition has one certificate either way",
  });
  return {
    host: () => either(host, distributionDomain()).toString(),
    // A list inside of a condition is a token, which CDK takes wherever a list is.
    aliases: either([host], Aws.NO_VALUE) as unknown as string[],
    // Inside of a condition the properties need CloudFormation's own names.
    certificate: either(Object.fromEntries(Object.entries(certificate).map(([name, value]) => [pascal(name), value])), {
      CloudFrontDefaultCertificate: true,
    }),
  };
}

const choose = ({ value, condition }: { value: string; condition: CfnCondition }): string =>
  Fn.conditionIf(condition.logicalId, value, Aws.NO_VALUE).toString();

/**
 * A dynamic reference that CloudFormation resolves at deployment, so that templates, parameters and logs do not contain the
 * secret.
 */
function originSecret(build: Build, stack: Stack): string {
  const document = parameter(build, stack, "SecretsArn").valueAsString;
  const version = parameter(build, stack, "SecretsVersion").valueAsString;
  return `{{resolve:secretsmanager:${document}:SecretString:ORIGIN_SECRET::${version}}}`;
}

function securityHeaders(build: Build, stack: Stack): CfnResponseHeadersPolicy {
  return new CfnResponseHeadersPolicy(stack, "Headers", {
    responseHeadersPolicyConfig: {
      name: nameOf(build.stage, "edge"),
      securityHeadersConfig: {
        strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000, includeSubdomains: false, override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
        frameOptions: { frameOption: "DENY", override: false },
      },
    },
  });
}

/** What the browser lets the console do (packages/console/policy.ts), with the issuer and the object store of the stage. */
function consoleHeaders(build: Build, stack: Stack, isFramed: boolean): CfnResponseHeadersPolicy {
  const issuer = parameter(build, stack, "ConsoleIssuer").valueAsString;
  const objectStore = parameter(build, stack, "ConsoleObjects").valueAsString;
  const {
    "content-security-policy": contentSecurityPolicy,
    "cross-origin-opener-policy": openerPolicy,
    ...others
  } = pageHeaders({ issuer, objectStore }, { isFramed });
  return new CfnResponseHeadersPolicy(stack, isFramed ? "SilentHeaders" : "ConsoleHeaders", {
    responseHeadersPolicyConfig: {
      name: nameOf(build.stage, isFramed ? "silent" : "console"),
      securityHeadersConfig: {
        strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000, includeSubdomains: false, override: true },
        contentTypeOptions: { override: true },
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy!, override: true },
        referrerPolicy: { referrerPolicy: others["referrer-policy"]!, override: true },
      },
      customHeadersConfig: {
        items: [{ header: "cross-origin-opener-policy", value: openerPolicy!, override: true }],
      },
    },
  });
}
