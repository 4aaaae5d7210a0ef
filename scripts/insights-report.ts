/** `npm run report:insights`: how often the rules are right in simulated lives, and how sure insights say to be beside how often people find them so. */
import { parseArgs } from "node:util";
import { reliabilityOf, rightOf, worlds } from "#core/cortex/insight-lives.fixture";
import { rules } from "#core/cortex/noticing";

const HELP = `How often the rules are right in simulated lives, and how sure insights say to be beside how often they are found so

  npm run report:insights -- [options]

  --lives <number>   how many a rule, and a row of the second table (4000)
  --seed <number>    of the first life (20261130)
  --help             this text
`;

const { values } = parse();
if (values.help) {
  console.log(HELP);
} else {
  const [lives, seed] = [Number(values.lives), Number(values.seed)];
  if (!Number.isInteger(lives) || lives < 1 || lives > 100_000) refuse("--lives must be a number from 1 to 100,000.");
  if (!Number.isInteger(seed) || seed < 0) refuse("--seed must be a number from 0.");
  report(lives, seed);
}

function report(lives: number, seed: number): void {
  const share = (value: number) => value.toFixed(3).padStart(8);
  console.log(`${lives} lives a rule, seed ${seed}\n\nrule                shipped   right  findings`);
  for (const [name, { base }] of rules) {
    const world = worlds[name];
    const shipped = share(base.right / (base.right + base.wrong));
    if (!world) {
      console.log(`${name.padEnd(19)}${shipped}   not simulated`);
      continue;
    }
    const { findings, right } = rightOf(world, lives, seed);
    console.log(`${name.padEnd(19)}${shipped}${share(right / findings)}  ${findings}`);
  }
  console.log("\nReliability, with what people say of each finding: how sure it was, and how often it was right\n");
  console.log("  said     right  findings");
  for (const { said, right, findings } of reliabilityOf(lives, seed))
    console.log(`${share(said)}${share(right)}  ${findings}`);
}

function parse() {
  try {
    return parseArgs({
      options: {
        lives: { type: "string", default: "4000" },
        seed: { type: "string", default: "20261130" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(why: string): never {
  console.error(`${why}\n\n${HELP}`);
  process.exit(2);
}
