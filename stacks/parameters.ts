/** The parameters of the templates, in a module that pages and checks can import without aws-cdk-lib. */

/** All inputs of a deployment. One without a default is required. */
export const parameters = {
  AssetsBucket: { description: "The bucket that holds the assets, in the region of the stack" },
  SecretsArn: { description: "ARN of the Secrets Manager document of the stage" },
  SecretsVersion: { description: "Version id of that document, so that a change of secrets reaches the functions" },
  Version: { description: "What is deployed, such as a git commit", default: "development" },
  CorsOrigins: {
    description: "Origins that browsers may call from, separated by commas",
    type: "CommaDelimitedList",
    default: "",
  },
  DomainName: { description: "Host name of this stage" },
  CertificateArn: { description: "ACM certificate of that host, in us-east-1" },
  ConsoleDomain: { description: "Host of the console's site; empty when there is none", default: "" },
  ConsoleIssuer: { description: "Origin of the issuer at which people sign in to the console", default: "" },
  ConsoleObjects: { description: "Origin of the object store whose files the console shows", default: "" },
  WebAclArn: { description: "The firewall in us-east-1; empty when there is none", default: "" },
  AlarmEmail: { description: "Who is told of alarms; empty for nobody", default: "" },
} satisfies Record<string, { description: string; type?: string; default?: string }>;

export type ParameterName = keyof typeof parameters;
export const parameterNames = Object.keys(parameters) as ParameterName[];
