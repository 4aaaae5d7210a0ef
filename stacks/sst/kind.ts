/** The kind of a stage, and the version that is deployed. */
import { execFileSync } from "node:child_process";

export type StageKind = "dev" | "staging" | "prod";

/** The kind of a stage: STAGE_KIND, by default prod for a stage called prod and dev for any other. */
export function kindOf(stage: string | undefined, wanted = process.env.STAGE_KIND): StageKind {
  if (!wanted) return stage === "prod" ? "prod" : "dev";
  if (wanted === "dev" || wanted === "staging" || wanted === "prod") return wanted;
  throw new Error(`STAGE_KIND is dev, staging or prod, not ${wanted}.`);
}

/** The current commit, with a plus sign when files differ from it; `unknown` without git. */
export function version(root: string): string {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const isChanged = git("status", "--porcelain", "--untracked-files=no") !== "";
    return git("rev-parse", "--short=12", "HEAD") + (isChanged ? "+" : "");
  } catch {
    return "unknown";
  }
}
