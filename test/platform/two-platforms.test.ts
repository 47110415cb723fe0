import { describePlatform, type PrivatePlatformSecretStoreProps } from "../../lib";
import { collisionProblems } from "../../lib/engine/registry";
import { sharedVault } from "../azure/samples";
import { platform, platformInVault, platformOnAzure } from "./samples";

/** What is wrong with a platform and a second one beside it. */
function problemsOf(props: PrivatePlatformSecretStoreProps): readonly string[] {
  const owners = [props, { ...props, name: "pmp-2" }].map((each) => ({
    blueprint: describePlatform(each),
    owner: each.name,
    stack: each.name,
  }));
  return collisionProblems(owners).map(({ code, message }) => `${code} ${message}`);
}

describe("two platforms", () => {
  it("have two documents and two roles on AWS", () => {
    expect(problemsOf(platform())).toEqual([]);
  });

  it("can't share a role of Vault, whose name the panel does not ask for", () => {
    expect(problemsOf(platformInVault())).toEqual([expect.stringMatching(/^MX-COLLISION .*pmp-secret-accessor-role/)]);
    expect(problemsOf(platformInVault({ path: "admin" }))).toHaveLength(2);
  });

  it("can't share a Key Vault, where the platform's names are the same", () => {
    expect(problemsOf(platformOnAzure({ store: sharedVault() }))).toEqual([
      expect.stringMatching(/^MX-COLLISION .*email-smtppassword/),
      expect.stringMatching(/^MX-COLLISION .*vcs-gitlabadminpat/),
    ]);
  });
});
