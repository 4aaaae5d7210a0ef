/** What a bench is asked for on its command line, and what it says of its targets: alike in all of them. */
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

const HELP = { help: { type: "boolean", short: "h", default: false } } as const satisfies ParseArgsOptionsConfig;

/** The options of the command line. Who asks for help is shown `help`, and nothing else happens; what is no option is refused. */
export function optionsOf<const T extends ParseArgsOptionsConfig>(help: string, options: T) {
  const refuse = (why: string): never => {
    console.error(`${why}\n\n${help}`);
    process.exit(2);
  };
  const values = (() => {
    try {
      return parseArgs({ options: { ...options, ...HELP } }).values;
    } catch (error) {
      return refuse((error as Error).message);
    }
  })();
  if ((values as { help?: boolean }).help) {
    console.log(help);
    process.exit(0);
  }
  return {
    values,
    /** A whole number that an option gives. */
    numberIn(name: string, text: string, least: number, most: number): number {
      const value = Number(text.replaceAll(",", ""));
      const shown = (bound: number) => bound.toLocaleString("en");
      return Number.isInteger(value) && value >= least && value <= most
        ? value
        : refuse(`--${name} must be a number from ${shown(least)} to ${shown(most)}.`);
    },
    /** One of some words; undefined where the option is not given. */
    oneOf<W extends string>(name: string, words: readonly W[], text: string | undefined): W | undefined {
      const word = words.find((one) => one === text);
      return text === undefined || word !== undefined ? word : refuse(`--${name} takes ${words.join(", ")}.`);
    },
  };
}

/** A line that says whether a target is met. */
export const targetLine = (isMet: boolean, text: string) =>
  `  ${isMet ? "PASS           " : "short of target"}  ${text}`;

/** Runs a bench to its end. Servers and children are ended by their exit handlers, also when it is interrupted. */
export function runBench(main: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
  main().catch((error) => {
    console.error(error);
    process.exit(1);
  });
}
