/** A recipe as it is written down: its ingredients row by row, its steps line by line. */
import create from "contract:household.recipes.create";
import update from "contract:household.recipes.update";
import { useNavigate } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { type Form, useForm } from "#console/data/form.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Section } from "#console/ui/Page.tsx";
import { useCommon } from "#console/words/common.ts";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Recipe = Answer<"household.recipes.get">;
type Ingredient = Recipe["ingredients"][number];

export function NewRecipe({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords<typeof en>("household").recipes;
  return (
    <Sheet open={open} onClose={onClose} title={words.add} wide>
      {open && <Create />}
    </Sheet>
  );
}

function Create() {
  const go = useNavigate();
  const form = useForm(create);
  const save = form.submit(async (body) => {
    const { name = "", ...rest } = body as { name?: string };
    const made = await change("household.recipes.create", { body: { name, ...rest }, title: name, isQuiet: true });
    await go(`/household/recipes/${made.id}`);
  });
  return <Fields form={form} save={save} />;
}

export function EditRecipe({ recipe, open, onClose }: { recipe: Recipe; open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} onClose={onClose} title={recipe.name} wide>
      {open && <Update recipe={recipe} onClose={onClose} />}
    </Sheet>
  );
}

function Update({ recipe, onClose }: { recipe: Recipe; onClose: () => void }) {
  const form = useForm(update, { values: recipe, draft: recipe.id });
  const save = form.submit(async (body, row) => {
    const path = { recipeId: recipe.id };
    await change("household.recipes.update", { path, body, row, title: recipe.name, isQuiet: true });
    onClose();
  });
  return <Fields form={form} save={save} />;
}

function Fields({ form, save }: { form: Form; save: ReturnType<Form["submit"]> }) {
  const words = useWords<typeof en>("household");
  return (
    <FormBody form={form} onSubmit={save}>
      <Text label={words.fields.name} {...form.input("name")} />
      <div className="fields-in-a-row">
        <NumberField label={words.recipe.servings} min={0.01} max={1000} {...form.value<number>("servings")} />
        <NumberField label={words.recipe.prep} integer min={0} {...form.value<number>("prepTimeMinutes")} />
        <NumberField label={words.recipe.cookTime} integer min={0} {...form.value<number>("cookTimeMinutes")} />
      </div>
      <Ingredients form={form} />
      <TextArea label={words.recipe.steps} help={words.recipe.stepsHelp} rows={8} {...form.input("instructionsText")} />
      <Text label={words.import.source} {...form.input("sourceUrl")} />
    </FormBody>
  );
}

function Ingredients({ form }: { form: Form }) {
  const words = useWords<typeof en>("household");
  const common = useCommon();
  const { value, onChange, error } = form.value<Ingredient[]>("ingredients");
  const rows = value ?? [];
  const put = (at: number, changed: Partial<Ingredient>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...changed } : row)));
  return (
    <Section title={words.recipe.ingredients}>
      <ul className="ingredient-fields">
        {rows.map((row, at) => {
          const which = number(at + 1);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an ingredient has no id of its own, and its place is what is edited
            <li key={at}>
              <NumberField
                label={words.recipe.amountOf(which)}
                unseenLabel
                placeholder={words.fields.quantity}
                min={0}
                value={row.qty}
                onChange={(qty) => put(at, { qty: qty ?? null })}
              />
              <Text
                label={words.recipe.unitOf(which)}
                unseenLabel
                placeholder={words.fields.unit}
                maxLength={30}
                value={row.unit ?? ""}
                onChange={({ target }) => put(at, { unit: target.value || null })}
              />
              <Text
                label={words.recipe.nameOf(which)}
                unseenLabel
                placeholder={words.recipe.ingredient}
                maxLength={200}
                value={row.item}
                onChange={({ target }) => put(at, { item: target.value })}
              />
              <IconButton
                icon="cross"
                label={common.remove(row.item || which)}
                onClick={() => onChange(rows.filter((_, index) => index !== at))}
              />
            </li>
          );
        })}
      </ul>
      {error && <p className="error">{error}</p>}
      <Button small icon="plus" onClick={() => onChange([...rows, { item: "" }])}>
        {words.recipe.addIngredient}
      </Button>
    </Section>
  );
}
