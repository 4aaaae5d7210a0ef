/** One step at a time, large enough to be read from the stove; timers run beside it, and at the end the pantry is told. */
import "./household.css";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { text, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Columns, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { Problem, State } from "#console/ui/State.tsx";
import { duration, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import { minutesIn, stepsOf } from "./steps.ts";
import { Timers, useTimers } from "./Timers.tsx";
import { useAwake } from "./useAwake.ts";
import type en from "./words.en.ts";

type Recipe = Answer<"household.recipes.get">;

const parameters = { servings: text(), step: text() };

export const load: PageModule["load"] = ({ params }) =>
  prefetch("household.recipes.get", { path: { recipeId: params.recipeId! } });

export default function CookPage() {
  const words = useWords<typeof en>("household");
  const { recipeId } = useParams() as { recipeId: string };
  const { data: recipe, problem, isLoading, retry } = useRead("household.recipes.get", { path: { recipeId } });
  const isAwake = useAwake();
  return (
    <Page
      above={<Link to={`/household/recipes/${recipeId}`}>{words.cook.above}</Link>}
      title={recipe?.name ?? words.recipes.cook}
      lead={words.cook.screen[isAwake ? "awake" : "mayDim"]}
      state={isLoading ? "loading" : problem && !recipe ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {recipe && <Cook recipe={recipe} />}
    </Page>
  );
}

function Cook({ recipe }: { recipe: Recipe }) {
  const words = useWords<typeof en>("household").cook;
  const [{ servings: asked, step }, setUrl] = useUrl(parameters);
  const timers = useTimers();
  const steps = stepsOf(recipe.instructionsText);
  const at = Math.min(Math.max(0, Number(step) || 0), steps.length);
  const isDone = at >= steps.length;
  const go = (to: number) => setUrl({ step: to === 0 ? undefined : String(to) });
  const servings = Number(asked) > 0 ? Number(asked) : recipe.servings;
  const now = steps[at];

  return (
    <Columns told={<Beside recipe={recipe} servings={servings} />}>
      {now === undefined ? (
        <Finish recipe={recipe} servings={servings} />
      ) : (
        <section className="cook-step" aria-label={words.step(number(at + 1), number(steps.length))} aria-live="polite">
          <p className="quiet">{words.step(number(at + 1), number(steps.length))}</p>
          <p className="now" dir="auto">
            {now}
          </p>
          <Row>
            {minutesIn(now).map((minutes) => (
              <Button key={minutes} icon="timer" onClick={() => timers.start(minutes, now)}>
                {words.startTimer(duration(minutes))}
              </Button>
            ))}
          </Row>
        </section>
      )}
      <div className="cook-move">
        <Button icon="left" why={at === 0 && words.isFirst} onClick={() => go(at - 1)}>
          {words.back}
        </Button>
        <Button kind="main" why={isDone && words.isLast} onClick={() => go(at + 1)}>
          {at + 1 < steps.length ? words.next : words.finish}
        </Button>
      </div>
      <Timers timers={timers} />
    </Columns>
  );
}

/** What goes in, for a look while one cooks. */
function Beside({ recipe, servings }: { recipe: Recipe; servings: number }) {
  const words = useWords<typeof en>("household");
  const { data } = useRead("household.recipes.scale", { path: { recipeId: recipe.id }, query: { servings } });
  return (
    <Section title={words.recipe.ingredientsFor(number(servings), servings)}>
      <ul className="ingredients">
        {(data?.ingredients ?? recipe.ingredients).map(({ item, qty, qtyMax, unit, note }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an ingredient may stand in a recipe twice
          <li key={at}>
            <span className="amount data">{amount(qty, unit, qtyMax)}</span>
            <span dir="auto">
              {item}
              {note && <span className="quiet small"> {note}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Takes what was used out of the pantry, and says what it did not have. */
function Finish({ recipe, servings }: { recipe: Recipe; servings: number }) {
  const words = useWords<typeof en>("household").cook;
  const [count, setCount] = useState(servings);
  const [cooked, setCooked] = useState<Answer<"household.recipes.cook">>();
  const cooking = useChange("household.recipes.cook");
  const take = async () => {
    const body = { servings: count };
    const done = await cooking.run({
      path: { recipeId: recipe.id },
      body,
      title: recipe.name,
      makes: "household.cookings",
    });
    if (done) setCooked(done);
  };
  if (cooked) {
    return (
      <section className="cook-step">
        <p className="now">{words.enjoy}</p>
        <State>{words.taken(cooked.consumed.length)}</State>
        {cooked.missing.length > 0 && (
          <div>
            <p className="quiet">{words.wasMissing}</p>
            <ul>
              {cooked.missing.map(({ item, quantity, unit }) => (
                <li key={item} dir="auto">
                  {[amount(quantity, unit), item].filter(Boolean).join(" ")}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Row>
          <ButtonLink to="/household/pantry-items">{words.toPantry}</ButtonLink>
        </Row>
      </section>
    );
  }
  return (
    <section className="cook-step">
      <p className="now">{words.done}</p>
      <Stack>
        <NumberField
          label={words.cookedFor}
          min={0.01}
          max={1000}
          step={1}
          value={count}
          onChange={(next) => next && setCount(next)}
        />
        {cooking.problem && <Problem problem={cooking.problem} />}
        <Row>
          <Button kind="main" busy={cooking.isPending} onClick={() => void take()}>
            {words.take}
          </Button>
          <ButtonLink to={`/household/recipes/${recipe.id}`}>{words.leavePantry}</ButtonLink>
        </Row>
      </Stack>
    </section>
  );
}
