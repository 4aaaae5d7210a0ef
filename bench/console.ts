/** `npm run bench:console`: how soon the console answers a person on a slow machine, and whether a long list scrolls without a halt. */
import { type Browser, chromium } from "playwright-core";
import { startProcess } from "#testing/processes";
import { measureActs } from "./console/acts.ts";
import { measureScrolling } from "./console/scroll.ts";
import { machine } from "./machine.ts";
import { optionsOf, runBench } from "./options.ts";

const HELP = `The console in a browser: what a person waits for, and a long list

  npm run bench:console -- [options]

  --only <part>      acts or scroll
  --rounds <number>  how often each act is done (5)
  --rows <number>    open tasks in the list that is scrolled (200,000)
  --profile <dir>    write a CPU profile of the scrolling there
  --help             this text

  An act lasts from the press of a key or button to the next frame that the browser shows, as Event Timing counts it (Interaction
  to Next Paint), on a processor slowed four times; shorter ones than 16 ms count as 16. A long task is one of more than 50 ms on the page's main
  thread, here with the processor as it is. Nothing else should run on the machine. It takes about eight minutes.
`;

const PARTS = ["acts", "scroll"] as const;

async function main(): Promise<void> {
  const options = readOptions();
  console.log(machine());
  const server = await startProcess<{ endpoint: string } | { missing: string }>("packages/testing/browser-server.ts");
  try {
    if ("missing" in server.answer) throw new Error(server.answer.missing);
    const browser: Browser = await chromium.connect(server.answer.endpoint);
    console.log(`Chromium ${browser.version()}`);
    if (options.only !== "scroll") console.log(await measureActs(browser, options.rounds));
    if (options.only !== "acts") console.log(await measureScrolling(browser, options.rows, options.profile));
    await browser.close();
  } finally {
    await server.stop();
  }
}

function readOptions() {
  const { values, numberIn, oneOf } = optionsOf(HELP, {
    only: { type: "string" },
    rounds: { type: "string", default: "5" },
    rows: { type: "string", default: "200000" },
    profile: { type: "string" },
  });
  return {
    only: oneOf("only", PARTS, values.only),
    rounds: numberIn("rounds", values.rounds, 1, 100),
    rows: numberIn("rows", values.rows, 1_000, 1_000_000),
    profile: values.profile,
  };
}

runBench(main);
