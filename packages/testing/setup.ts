/** Runs in every worker before its test files. */
import { clock } from "#cloud/apart";

clock.slack = 100;
