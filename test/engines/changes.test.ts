import { changesBetween } from "../../lib/change/changes";
import { EFFECTS } from "../../lib/change/draft";
import { AWS } from "../../proof/changes/engines";
import { judge, planPairs, type PlannedPair } from "../../proof/changes/prove";
import { describeWith } from "./support/missing";

jest.setTimeout(900_000);

/** The whole proof, over all engines: `npm run prove:changes`. */
describeWith(AWS.engines, "what a diff says of generated pairs", () => {
  let planned: readonly PlannedPair[];

  beforeAll(async () => {
    planned = await planPairs(AWS, 8, 17);
  });

  it("is what the real plan does", () => {
    expect(judge(planned)).toMatchObject({ pairs: 8, faults: [] });
  });

  it.each(["removed", "replaced", "secret"] as const)("is found wanting without its sentences of %s", (effect) => {
    expect(EFFECTS).toContain(effect);
    const silent: typeof changesBetween = (...sides) => changesBetween(...sides).filter((one) => one.effect !== effect);
    expect(judge(planned, silent).faults).not.toEqual([]);
  });
});
