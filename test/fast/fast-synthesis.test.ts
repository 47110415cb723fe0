import { enableFastSynthesis } from "../../lib/fast/fast-synthesis";

test("what made cdktf faster does nothing any more", () => {
  expect(enableFastSynthesis()).toBe(false);
});
