/** Runs in every worker before its test files. */
import { clock } from "#kit/apart";

clock.slack = 100;
