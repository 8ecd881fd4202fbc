// Evaluates a DMN file with imicros-feel-interpreter, as it is: the whole file at once for each profile.
// In: {"xml": text, "profiles": [{input: value}]}. Out: for each profile, what each decision table gave; null is nothing.
const { readFileSync } = require("node:fs");
const { Decision } = require("imicros-feel-interpreter");

const { xml, profiles } = JSON.parse(readFileSync(0, "utf8"));
const decision = new Decision();
if (!decision.parse({ xml })) throw new Error("the file cannot be parsed");

// The result of an evaluation is that of the last table only; its log holds them all.
const tables = (log) =>
  log
    .filter((entry) => entry.type === "Decisiontable")
    .map((entry) => [entry.name, entry.output[entry.name] ?? null]);

process.stdout.write(
  JSON.stringify(profiles.map((profile) => Object.fromEntries(tables(decision.analyse(profile).log)))),
);
