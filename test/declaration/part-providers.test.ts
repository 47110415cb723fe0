import { ORDERS, problemIn, read } from "../support/declarations";

describe("a part's own provider", () => {
  test.each([
    [
      "namespace: mendix",
      "namespace: mendix\ndelivery: { terraform: { provider: kubernetes.prod } }",
      "delivery.provider",
    ],
    ["awsSecretsManager: {}", "kubernetesSecret: { provider: kubernetes.prod }", "store.provider"],
    ["awsSecretsManager: {}", "vault: { address: 'https://vault', provider: vault.prod }", "store.provider"],
    ["irsa: {}", "irsa: { provider: aws.prod }", "identity.provider"],
  ])("is one that the file sets up: %s as %s", (part, own, prop) => {
    const [, name = ""] = /provider: ([\w.]+)/.exec(own) ?? [];
    const [kind = ""] = name.split(".");
    const message = `terraform.providers.${kind} has no provider "${name}".`;
    const { problems } = read({ "orders.yaml": ORDERS.replace(part, own) });
    expect(problems).toContainEqual(expect.objectContaining({ code: "MX-PLACE", prop, message }));
  });

  test.each(["${1+1}aws.central", "aws", "azurerm.central", "aws.central.x"])(
    "is named as Terraform does, because it reaches its output as it is: not %s",
    (text) => {
      const own = `irsa: { provider: '${text}' }`;
      expect(problemIn(ORDERS.replace("irsa: {}", own))).toMatchObject({
        code: "MX-PROP",
        prop: "identity.irsa.provider",
        fix: 'Write provider: "aws.central".',
      });
    },
  );
});
