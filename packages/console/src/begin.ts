/**
 * The entry of the console. It is small, so that it is found out who is here while the frame, which main.tsx brings, is on its way. Its styles are
 * those of the page as index.html has it.
 */
import "./ui/tokens.css";
import "./ui/base.css";
import "./begin.css";
import { enter } from "./data/enter.ts";

void enter();
void import("./main.tsx");
