/// <reference path="./.sst/platform/config.d.ts" />
/**
 * A stage on AWS, Neon and Cloudflare: `npx sst deploy --stage <name>`; docs/deploy.md says what that takes.
 *
 * This file may import nothing at its top, and nothing it imports may be large or use packages that are not SST's: all of it is
 * bundled into one program. The stacks are therefore synthesized by another process, and read from what that wrote.
 */
export default $config({
  app(input) {
    // As in stacks/sst/kind.ts. What a workflow does not set is an empty text.
    const kind = process.env.STAGE_KIND || (input?.stage === "prod" ? "prod" : "dev");
    return {
      name: "lifeos",
      home: "aws",
      removal: kind === "prod" ? "retain" : "remove",
      protect: kind === "prod",
      // Exact, because providers and SST's own program must agree; raised together with sst in package.json.
      providers: {
        aws: { version: "7.20.0", region: (process.env.AWS_REGION || "eu-central-1") as aws.Region },
        cloudflare: "6.15.0",
        neon: "0.13.0",
        command: "1.0.1",
        random: "4.16.6",
      },
    };
  },

  async run() {
    // No stage is needed while code is being written: all of it runs on this machine.
    if ($dev) {
      const { devCommands } = await import("./stacks/sst/resources/dev.ts");
      devCommands();
      return {};
    }

    const { kindOf } = await import("./stacks/sst/kind.ts");
    const { secretsOf, whatIsMissing } = await import("./stacks/sst/settings.ts");
    const kind = kindOf($app.stage);
    const missing = whatIsMissing({
      secrets: secretsOf(process.env),
      env: process.env,
      stage: { name: $app.stage, needsDomain: kind !== "dev" },
      node: process.version,
    });
    if (missing) throw new Error(missing);

    const { deployStage } = await import("./stacks/sst/resources/stage.ts");
    return deployStage(kind, process.env);
  },
});
