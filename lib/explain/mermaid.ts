import type { Blueprint } from "../core/blueprint";
import { entryPhrases } from "./entries";

/** An environment as a Mermaid flowchart: where values come from, what holds them, who reads them. */
export function explainMermaid(blueprint: Blueprint): string {
  const { subject, identity, storeLogin, store, grants } = blueprint;
  const login = storeLogin ?? identity;
  const entries = entryPhrases(blueprint);
  const sources = [...new Set(entries.map(({ source }) => source))];
  const others = grants.filter(({ purpose }) => purpose === "database" || purpose === "file-storage");
  const lines = [
    "flowchart LR",
    ...sources.map((source, index) => `  source${index}(${label(source)})`),
    `  subgraph store [${label(store)}]`,
    ...entries.map(({ name, kind, detail, keys }, index) => {
      return `    entry${index}[${label(name, keys.length > 1 ? `${kind}: ${detail}` : kind)}]`;
    }),
    "  end",
    `  pod[[${label(subject.name, `ServiceAccount in ${subject.namespace} @ ${subject.cluster.name}`)}]]`,
    ...others.map(({ purpose, summary }, index) => `  target${index}[(${label(TITLES[purpose] ?? purpose, summary)})]`),
    ...entries.map(({ source }, index) => `  source${sources.indexOf(source)} --> entry${index}`),
    `  store -->|${label(login ? `read as ${login.principal}` : "read")}| pod`,
    ...others.map((_, index) => `  pod --> target${index}`),
  ];
  return `${lines.join("\n")}\n`;
}

const TITLES: Readonly<Record<string, string>> = { database: "Database", "file-storage": "File storage" };

/** A label in quotes; what Mermaid or HTML would read as syntax becomes an entity. */
function label(...lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/[^A-Za-z0-9 .,:/@_()=+*-]/gu, entity)).join("<br/>")}"`;
}

function entity(character: string): string {
  return `#${character.codePointAt(0)};`;
}
