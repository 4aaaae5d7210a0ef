import { expect, it } from "vitest";
import { slow } from "#testing/slow";
import { expectLinear } from "./growth.ts";

const steps = (count: number) => {
  let sum = 0;
  for (let step = 0; step < count; step++) sum = (sum * 31 + step) | 0;
  return sum;
};

it("accepts linear work, also with a constant part, and work that takes no time", async () => {
  await expectLinear((size) => steps(size * 1_000), 8_000);
  await expectLinear((size) => steps(size * 1_000 + 8_000_000), 8_000);
  await expectLinear((size) => steps(size * size), 10);
});

slow("refuses quadratic work", async () => {
  await expect(expectLinear((size) => steps(size * size), 2_000)).rejects.toThrow(/^2000 took .+ four times as much/);
});
