/**
 * Starts the one Chromium of a test run, in a process of its own, and says where it listens: `{ "endpoint": "ws://…" }`, or `{ "missing": "…" }`
 * with the reason why there is none for this machine. Ends with its standard input.
 *
 * A Chrome or Edge that is installed is used; otherwise the Chromium that @sparticuz/chromium brings for Linux, which has no window and takes
 * less than half the processor time of one that has; where it does not start, a Chromium that is installed. The arguments are our own: the
 * package's contain `--single-process`, which hangs, and `--disable-web-security`, which would blind tests of who may call whom.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { type BrowserServer, chromium } from "playwright-core";

const root = path.resolve(import.meta.dirname, "../..");

interface Executable {
  file: string;
  env: Record<string, string>;
  args: string[];
}

const INSTALLED: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ["/usr/bin/google-chrome-stable", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge"],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** Of distributions of Linux. */
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** In the order in which they are tried. `BROWSER_OF_TESTS=package` is the package's alone; any other value is the path of a browser. */
async function executables(): Promise<Executable[]> {
  const asked = process.env.BROWSER_OF_TESTS;
  if (asked && asked !== "package") return [installed(asked)];
  const ofPackage = await packaged();
  if (asked) return ofPackage ? [ofPackage] : [];
  const found = INSTALLED[process.platform]?.find((one) => existsSync(one));
  if (found) return [installed(found)];
  return [...(ofPackage ? [ofPackage] : []), ...CHROMIUM.filter((one) => existsSync(one)).map(installed)];
}

const installed = (file: string): Executable => ({ file, env: {}, args: [] });

/** Unpacked once, beside other things that are made from packages. */
async function packaged(): Promise<Executable | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const about = path.join(root, "node_modules/@sparticuz/chromium/package.json");
  if (!existsSync(about)) return undefined;
  const { version } = JSON.parse(readFileSync(about, "utf8")) as { version: string };
  const folder = path.join(root, "node_modules/.cache", `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  const hasFonts = existsSync("/etc/fonts/fonts.conf");
  return {
    file: path.join(folder, "chromium"),
    env: {
      ...(!hasFonts && { FONTCONFIG_PATH: path.join(folder, "fonts") }),
    },
    args: ["--headless"],
  };
}

/** Whoever comes second finds it whole or not at all. */
async function unpack(folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const before = process.env.TMPDIR;
  // Where the package unpacks to.
  process.env.TMPDIR = unfinished;
  const { default: package_, inflate } = await import("@sparticuz/chromium");
  await package_.executablePath();
  await inflate(path.join(root, "node_modules/@sparticuz/chromium/bin/al2023.tar.br"));
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  try {
    renameSync(unfinished, folder);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function launch(executable: Executable): Promise<BrowserServer> {
  const env = { ...process.env, LANG: "en_US.UTF-8", ...executable.env } as Record<string, string>;
  const start = (libraries: string | undefined) =>
    chromium.launchServer({
      executablePath: executable.file,
      headless: true,
      args: [
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
        "--lang=en-GB",
        ...executable.args,
      ],
      env: libraries ? { ...env, LD_LIBRARY_PATH: libraries } : env,
    });
  const libraries = path.join(path.dirname(executable.file), "al2023/lib");
  try {
    return await start(undefined);
  } catch (error) {
    // A bare container lacks libraries that the package brings along.
    if (!existsSync(libraries)) throw error;
    return start(libraries);
  }
}

/** Starts the first one that starts. */
async function started(): Promise<BrowserServer | { missing: string }> {
  let missing = `There is no Chrome or Edge here, and no package brings one for ${process.platform} ${process.arch}.`;
  for (const executable of await executables()) {
    try {
      return await launch(executable);
    } catch (error) {
      missing = `The browser does not start: ${(error as Error).message.split("\n")[0]}`;
    }
  }
  return { missing };
}

async function main(): Promise<void> {
  const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  const server = await started();
  if ("missing" in server) {
    say(server);
    return;
  }
  process.stdin.resume().on("end", () => void server.close().then(() => process.exit(0)));
  say({ endpoint: server.wsEndpoint() });
}

await main();
