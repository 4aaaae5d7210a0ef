/** What a stage is worth, and which version of the program it gets. */
import { execFileSync } from "node:child_process";

export type StageKind = "dev" | "staging" | "prod";

/** STAGE_KIND, or what the name says: one called prod is production, and any other can be made again. */
export function kindOf(stage: string | undefined, wanted = process.env.STAGE_KIND): StageKind {
  if (!wanted) return stage === "prod" ? "prod" : "dev";
  if (wanted === "dev" || wanted === "staging" || wanted === "prod") return wanted;
  throw new Error(`STAGE_KIND is dev, staging or prod, not ${wanted}.`);
}

/** The commit, or `unknown` where there is no git; with a plus sign when files differ from it. */
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
