import {
  App,
  Cluster,
  describeEnvironment,
  SecretValue,
  Vault,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { nextLines } from "../../lib/explain/phrases";
import { GkeWorkloadIdentity, GoogleSecretManager } from "../../lib/google";
import { sample } from "../support/samples";
import { runInShell } from "../support/shell";

/** What a shell would do something else with than pass it on. */
const INJECTIONS = [
  ";touch PWNED;",
  "$(touch PWNED)",
  "`touch PWNED`",
  "' ;touch PWNED; '",
  '" ;touch PWNED; "',
  "\ntouch PWNED\n",
  "|touch PWNED",
  ">PWNED",
];

const commandsOf = (props: MendixSecretStoreEnvironmentProps) =>
  describeEnvironment(props).steps.flatMap(({ does, command }) => (command ? [does] : []));

/** The commands that come next, as one script. */
function nextOf(text: string): readonly string[] {
  const blueprint = describeEnvironment(sample({ name: `o${text}` }));
  return [
    nextLines(blueprint, { stack: `s${text}`, directory: `d${text}` }).join("\n"),
    nextLines(blueprint).join("\n"),
  ];
}

const gke = (name = "prod") => Cluster.gke({ name, project: "acme-prod", projectNumber: "123456789012" });

describe.each(INJECTIONS)("with %j in a declaration", (text) => {
  test.each<[string, readonly string[]]>([
    [
      "Vault",
      commandsOf(
        sample({ store: new Vault({ existingRole: `r${text}`, audience: `vault${text}`, policyName: `p${text}` }) }),
      ),
    ],
    [
      "Vault's paths",
      commandsOf(
        sample({ store: new Vault({ mount: `m${text}`, path: `p${text}` }), adminPassword: SecretValue.external() }),
      ),
    ],
    [
      "Google",
      commandsOf(
        sample({
          cluster: gke(`prod${text}`),
          identity: new GkeWorkloadIdentity(),
        }),
      ),
    ],
    [
      "Google's keys",
      commandsOf(
        sample({
          cluster: gke(),
          store: new GoogleSecretManager({ project: `p${text}`, kmsKeyName: `projects/p/${text}` }),
        }),
      ),
    ],
    [
      "the namespace",
      commandsOf(
        sample({
          namespace: `mendix${text}`,
          app: App.standalone({ sourceUrl: "oci-image://r/o:1", automountServiceAccountToken: true }),
        }),
      ),
    ],
    ["the page's last lines", nextOf(text)],
  ])("the commands of %s call the programs that they name, and nothing else", (_, commands) => {
    const runs = commands.map(runInShell);
    expect(runs.flatMap(({ left }) => left)).toEqual([]);
    expect(runs.every(({ calls }) => calls.length > 0)).toBe(true);
    expect(JSON.stringify(runs)).toContain(JSON.stringify(text).slice(1, -1));
  });
});
