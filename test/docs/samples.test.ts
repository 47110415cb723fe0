import { parseAllDocuments } from "yaml";
import { pages, samplesOf } from "./markdown";
import { isProgram, run, syntaxErrors, typeErrors } from "./programs";

jest.setTimeout(180_000);

/** Every sample that a reader could copy. */
const samples = pages().flatMap(samplesOf);
const typescript = samples.filter(({ language }) => language === "ts");
const programs = typescript.filter(isProgram);
const named = (list: typeof samples) => list.map((sample) => [sample.place, sample] as const);

/** Programs that are tests themselves need a test runner around them. */
const isTest = (code: string) => /^(test|it|describe|expect)\(/m.test(code);

describe("the samples in README and docs", () => {
  it("compile where they are whole programs", () => {
    expect(typeErrors(programs)).toEqual([]);
  });

  it("are TypeScript where they are parts of one", () => {
    expect(typescript.filter((sample) => !isProgram(sample)).flatMap(syntaxErrors)).toEqual([]);
  });

  it("are YAML where they say so", () => {
    // The page of errors shows what is refused, too.
    const yaml = samples.filter(({ language, place }) => language === "yaml" && !place.startsWith("docs/errors.md"));
    const errors = yaml.flatMap(({ place, code }) =>
      parseAllDocuments(code).flatMap((document) => document.errors.map(({ message }) => `${place}: ${message}`)),
    );
    expect(errors).toEqual([]);
  });

  const runnable = programs.filter(({ code }) => !isTest(code));

  (runnable.length > 0 ? describe : describe.skip)("run", () => {
    beforeEach(() => void jest.spyOn(console, "log").mockReturnValue());

    it.each(named(runnable))("%s", (_place, sample) => {
      const written = run(sample, (module) => jest.requireActual(module));
      const synthesizes = sample.code.includes(".synth()");
      expect(written.some((file) => file.endsWith("cdk.tf.json"))).toBe(synthesizes);
    });
  });
});
