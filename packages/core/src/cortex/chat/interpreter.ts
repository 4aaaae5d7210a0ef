/** Answers by rules alone: what the grammar understands, from what LifeOS knows already. */
import { told } from "#core/cortex/told.en";
import { type Answer, type Asking, answer } from "./answering.ts";
import { type Intent, understand } from "./grammar.ts";
import * as Having from "./having.ts";
import * as Looking from "./looking.ts";
import * as Proposing from "./proposing.ts";

/** Two flights at most. */
export const interpret = (asking: Asking, text: string): Promise<Answer> | Answer =>
  answerTo(asking, understand(text, asking.today));

function answerTo(asking: Asking, intent: Intent): Promise<Answer> | Answer {
  switch (intent.kind) {
    case "help":
      return answer([told("chat_help"), ...examples()]);
    case "unknown":
      return answer([told("chat_unknown"), ...examples()]);
    case "no_such_change":
      return answer([told("chat_no_such_change"), told("chat_examples_adding")]);
    case "agenda":
      return Looking.agenda(asking, intent.span);
    case "tasks":
      return Looking.tasks(asking, intent);
    case "sleep":
      return Looking.sleep(asking, intent.day);
    case "habits":
      return Looking.habits(asking);
    case "streaks":
      return Looking.streaks(asking);
    case "balances":
      return Having.balances(asking);
    case "spend":
      return Having.spend(asking, intent.span, intent.category);
    case "birthdays":
      return Having.birthdays(asking, intent.name);
    case "expiring":
      return Having.expiring(asking);
    case "find":
      return Having.find(asking, intent.query);
    case "add_task":
      return Proposing.task(asking, intent.line, intent.language);
    case "add_shopping_item":
      return Proposing.shoppingItem(asking, intent);
    case "log_mood":
      return Proposing.mood(asking, intent.value, intent.note);
  }
}

const examples = () => [
  told("chat_examples_days"),
  told("chat_examples_money"),
  told("chat_examples_health"),
  told("chat_examples_home"),
  told("chat_examples_adding"),
];
