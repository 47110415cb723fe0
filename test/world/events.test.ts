import * as fs from "node:fs";
import * as path from "node:path";
import { EVENT_TEXTS, explainEvent, stableText } from "../../lib/world/events";

/** What the engine tests recorded of real drivers and providers. */
const RECORDED = path.join(__dirname, "../engines/recorded/events.json");

interface Recorded {
  readonly case?: string;
  readonly text?: string;
  readonly message?: string;
}

/** Every object of the file that holds a text, however the file is laid out. */
function recordedIn(value: unknown, name = ""): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => recordedIn(item, `${name}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const { text, message, case: title } = value as Recorded;
  const found = text ?? message;
  if (typeof found === "string") return [[title ?? name, found]];
  return Object.entries(value).flatMap(([key, inner]) => recordedIn(inner, `${name}.${key}`));
}

describe("the texts of failed mounts", () => {
  it.each(EVENT_TEXTS.map((row) => [row.id, row] as const))("%s is told by its own row", (id, row) => {
    expect(explainEvent(row.example)?.id).toBe(id);
    expect(
      explainEvent(`MountVolume.SetUp failed for volume "v" : rpc error: code = Unknown desc = ${row.example}`)?.id,
    ).toBe(id);
  });

  it("have ids of their own, and a cause and a repair without a gap", () => {
    const ids = EVENT_TEXTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { example } of EVENT_TEXTS) {
      const { cause, fix } = explainEvent(example) ?? { cause: "", fix: "" };
      expect(`${cause} ${fix}`).toMatch(/^[A-Z].*\.( .*)?$/);
      expect(`${cause} ${fix}`).not.toMatch(/\$<| {2}/);
    }
  });

  it("name what the text names", () => {
    expect(explainEvent('{secret/data/a}: {key "b" does not exist at the secret path}')?.cause).toBe(
      "The entry secret/data/a has no key b.",
    );
  });

  it("that nobody knows are not explained", () => {
    expect(explainEvent("something new")).toBeUndefined();
  });

  it("are compared without what varies", () => {
    expect(stableText('MountVolume.SetUp failed for volume "v" : a\nRequestID: 12-ab, b')).toBe("a RequestID: ..., b");
  });
});

const describeRecorded = fs.existsSync(RECORDED) ? describe : describe.skip;

describeRecorded("the texts that real providers said", () => {
  const recorded = fs.existsSync(RECORDED) ? recordedIn(JSON.parse(fs.readFileSync(RECORDED, "utf8"))) : [];

  it("are there", () => {
    expect(recorded.length).toBeGreaterThan(0);
  });

  it.each(recorded)("of %s is explained", (_name, text) => {
    expect(explainEvent(text)).toBeDefined();
  });
});
