/** `npm run report:correlation`: what the search for what goes together finds in simulated lives, and how often it is wrong. */
import { parseArgs } from "node:util";
import { falseInsights, ratesOf } from "#core/cortex/correlation/lives.fixture";

const HELP = `What the search for correlations finds in simulated lives whose effects are known

  npm run report:correlation -- [options]

  --lives <number>   how many with four effects each, a row; twice as many have none (200)
  --seed <number>    of the first life (20261130)
  --help             this text

  It takes some minutes.
`;

const { values } = parse();
if (values.help) {
  console.log(HELP);
} else {
  const [lives, seed] = [Number(values.lives), Number(values.seed)];
  if (!Number.isInteger(lives) || lives < 1 || lives > 10_000) refuse("--lives must be a number from 1 to 10,000.");
  if (!Number.isInteger(seed) || seed < 0) refuse("--seed must be a number from 0.");
  report(lives, seed);
}

function report(lives: number, seed: number): void {
  const shown = (share: number) => share.toFixed(3).padStart(6);
  console.log(`${lives} lives of 24 pairs with four effects, one look at q = .05, seed ${seed}\n`);
  console.log("days   r   found  wrong among found");
  for (const days of [60, 90, 120])
    for (const r of [0.4, 0.5, 0.6]) {
      const { power, falseDiscovery } = ratesOf(lives, days, r, 0.05, seed);
      console.log(`${String(days).padStart(4)}  ${r.toFixed(1)} ${shown(power)} ${shown(falseDiscovery)}`);
    }
  console.log(`\n${2 * lives} lives without any effect, all looks of 180 days: told of one`);
  console.log(shown(falseInsights(2 * lives, 180, seed)));
}

function parse() {
  try {
    return parseArgs({
      options: {
        lives: { type: "string", default: "200" },
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
