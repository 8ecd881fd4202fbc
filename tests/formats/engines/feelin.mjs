// Evaluates a DMN file with dmn-moddle, which reads it, and feelin, which evaluates its expressions and tests.
// In: {"xml": text, "profiles": [{input: value}]}. Out: for each profile, what each decision table gave; null is nothing.
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

const { xml, profiles } = JSON.parse(readFileSync(0, "utf8"));
const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
if (warnings.length) throw new Error(warnings.map((warning) => warning.message).join("; "));

const byId = new Map(rootElement.drgElement.map((element) => [element.id, element]));
const decisions = [];
const seen = new Set();
function visit(element) {
  if (seen.has(element.id)) return;
  seen.add(element.id);
  for (const { requiredDecision } of element.informationRequirement ?? []) {
    if (requiredDecision) visit(byId.get(requiredDecision.href.slice(1)));
  }
  if (element.$type === "dmn:Decision") decisions.push(element);
}
rootElement.drgElement.forEach(visit);

// The same text on the same value gives the same: it is evaluated once. An input expression is the name of a variable.
const kept = new Map();
function once(evaluating, text, context) {
  const key = `${evaluating.name} ${text} ${JSON.stringify(context)}`;
  if (!kept.has(key)) kept.set(key, evaluating(text, context).value ?? null);
  return kept.get(key);
}

function outcome({ name, decisionLogic: table }, known) {
  const values = table.input.map(({ inputExpression: { text } }) => once(evaluate, text, { [text]: known[text] }));
  const hits = table.rule.filter((rule) =>
    rule.inputEntry.every((entry, at) => once(unaryTest, entry.text, { "?": values[at] }) === true),
  );
  if (table.hitPolicy !== "FIRST" && hits.length > 1) throw new Error(`${name}: UNIQUE, and ${hits.length} rows hold`);
  return hits.length ? once(evaluate, hits[0].outputEntry[0].text, {}) : null;
}

process.stdout.write(
  JSON.stringify(
    profiles.map((profile) => {
      const known = { ...profile };
      const found = {};
      for (const decision of decisions) known[decision.name] = found[decision.name] = outcome(decision, known);
      return found;
    }),
  ),
);
