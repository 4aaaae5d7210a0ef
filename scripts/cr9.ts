import { falseInsights, ratesOf } from "#core/cortex/correlation/lives.fixture";

const which = process.argv[2];
if (which === "a") {
  console.log("60/.6", ratesOf(200, 60, 0.6, 0.05, 20261130));
  console.log("90/.5", ratesOf(200, 90, 0.5, 0.05, 20261130));
}
if (which === "b") console.log("120/.4", ratesOf(200, 120, 0.4, 0.05, 20261130));
if (which === "c") console.log("false", falseInsights(400, 180, 20261130));
