import { apply, create } from "#functions/finance/rules";
import { knownToTests } from "#testing/known";

export default knownToTests({
  async row(life, as) {
    const body = {
      conditions: { match: "all", conditions: [{ field: "merchantName", operator: "is", value: "nobody" }] },
      actions: [{ type: "add_note", note: "by rule" }],
    };
    const rule = await life.call(create, { as, body });
    const application = await life.call(apply, { as, params: { ruleId: rule.body.id }, body: {} });
    return application.body.id;
  },
});
