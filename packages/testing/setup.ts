/** Runs in every worker before its test files. */
import { factors } from "#cloud/apart";

factors.clock = 100;
