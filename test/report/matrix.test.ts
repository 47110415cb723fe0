import { AwsGrant } from "../../lib/core/grant";
import { accessOf } from "../../lib/report/access";
import type { Access } from "../../lib/report/shape";
import { allows } from "../../lib/testing/access";
import { awsCase } from "../../proof/permissions/aws/aws";
import { evaluateAws } from "../../proof/permissions/aws/evaluator";
import { documentsOf as azureDocuments } from "../../proof/permissions/azure/documents";
import { evaluateAzure } from "../../proof/permissions/azure/evaluator";
import { subscriptionOf } from "../../proof/permissions/azure/needs";
import { ROLES as AZURE_ROLES } from "../../proof/permissions/azure/roles";
import { synthesizePlatform, type Deployed } from "../../proof/permissions/deployed";
import { documentsOf as googleDocuments } from "../../proof/permissions/google/documents";
import { evaluateGoogle } from "../../proof/permissions/google/evaluator";
import { ROLES as GOOGLE_ROLES } from "../../proof/permissions/google/roles";
import type { Question } from "../../proof/permissions/oracle";
import { documentsOf as vaultDocuments, policyOf } from "../../proof/permissions/vault/documents";
import { synthesizeOne } from "../../proof/support/synthesis";
import { ordersProd, shopTest } from "../../stacks/samples";
import * as azure from "../../stacks/samples-azure";
import * as google from "../../stacks/samples-google";
import { helpdeskProd, labTest } from "../../stacks/samples-kubernetes";
import { platformOnAws } from "../../stacks/samples-platform";
import * as vault from "../../stacks/samples-vault";

jest.setTimeout(60_000);

type Props = typeof ordersProd;

const of = (props: Props): Deployed => synthesizeOne(() => props);
const question = (action: string, resource: string, context: Question["context"] = {}): Question => {
  return { title: action, action, resource, context, expected: true };
};
/** Cells that a cloud's own policies decide: what a password opens and what a Secret holds is nobody's policy. */
const cellsOf = ({ blueprint }: Deployed): readonly Access[] =>
  accessOf(blueprint).filter(({ principal }) => !principal.startsWith("system:serviceaccount:"));

describe("the matrix beside an evaluator of AWS", () => {
  const environments = [of(ordersProd), of(shopTest), of(vault.stockProd), synthesizePlatform(platformOnAws)];
  const rowsOf = (deployed: Deployed) => cellsOf(deployed).filter(({ thing }) => thing.startsWith("arn:"));

  /** The answer of what the matrix shows, and of nothing else. */
  const says = (deployed: Deployed, { action, resource, context = {} }: Question): boolean => {
    const grants = rowsOf(deployed).map(({ thing, may, where, why }, index) => {
      const condition = where === undefined ? undefined : (JSON.parse(where) as AwsGrant["condition"]);
      return new AwsGrant("database", String(index), why, may, [thing], condition);
    });
    return allows({ ...deployed.blueprint, grants }, { action, resource, context });
  };
  /** One name for each thing that a wildcard stands for. */
  const nameIn = (thing: string) => thing.replace(/\?{6}$/, "AbCdEf").replace(/\*$/, "file");
  const contextOf = (where: string | undefined): Question["context"] => {
    const condition = (where === undefined ? {} : JSON.parse(where)) as NonNullable<AwsGrant["condition"]>;
    const pairs = Object.values(condition).flatMap((keys) => Object.entries(keys));
    return Object.fromEntries(pairs.map(([key, value]) => [key, [value].flat()[0] ?? ""]));
  };

  test.each(environments)("every cell of $props.name is allowed, and every other environment's is not", async (own) => {
    const { documents } = await awsCase(own);
    let compared = 0;
    for (const other of environments) {
      for (const { thing, may, where } of rowsOf(other)) {
        for (const action of may) {
          const asked = question(action, nameIn(thing), contextOf(where));
          const allowed = await evaluateAws(documents, asked);
          expect([asked.action, asked.resource, allowed]).toEqual([action, nameIn(thing), own === other]);
          expect(says(own, asked)).toBe(allowed);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test.each(environments)("what the vendor's procedure asks of $props.name has the matrix' answer", async (own) => {
    const { documents, questions } = await awsCase(own);
    const access = questions.filter(({ title, context }) => title !== "another action" && !context?.["principal"]);
    for (const asked of access) {
      expect([asked.title, says(own, asked)]).toEqual([asked.title, await evaluateAws(documents, asked)]);
    }
    expect(access.length).toBeGreaterThan(10);
  });
});

describe("the matrix beside an evaluator of Azure", () => {
  const environments = [of(azure.billingProd), of(azure.billingTest), of(vault.ticketsProd)];

  test.each(environments)("every cell of $props.name is an assignment, and there is no other", async (own) => {
    const documents = azureDocuments(own.configuration, subscriptionOf(own));
    const cells = cellsOf(own).filter(({ by }) => by.startsWith("identity/roles/"));
    // Whoever deploys writes the secrets: no permission of the pod's.
    const assigned = documents.assignments.filter(({ role }) => role !== "Key Vault Secrets Officer");
    expect(cells.map(cellOf).sort()).toEqual(assigned.map(({ role, scope }) => `${role} on ${lastOf(scope)}`).sort());
    for (const { role, scope, principal } of assigned) {
      for (const action of AZURE_ROLES[role]?.dataActions ?? []) {
        const asked = question(action.replaceAll("*", "x"), scope, { principal, plane: "data" });
        expect(await evaluateAzure(documents, asked)).toBe(true);
        expect(await evaluateAzure(documents, { ...asked, resource: `${scope}-2` })).toBe(false);
      }
    }
  });

  const cellOf = ({ may, thing }: Access) => `${may.join()} on ${lastOf(thing.replace(/ \(.*\)$/, ""))}`;
  const lastOf = (scope: string) => scope.split("/").at(-1) ?? "";
});

describe("the matrix beside an evaluator of Google", () => {
  test.each([of(google.crmProd), of(google.crmTest)])("every cell of $props.name is a binding", async (own) => {
    const documents = googleDocuments(own.configuration);
    const cells = cellsOf(own).filter(({ may }) => may.some((role) => role in GOOGLE_ROLES));
    expect(cells.length).toBeGreaterThan(3);
    for (const { thing, may } of cells) {
      const [role = ""] = may;
      const found = documents.bindings.filter((one) => one.role === role && one.resource === thing);
      expect([thing, found.length]).toEqual([thing, 1]);
      for (const action of GOOGLE_ROLES[role] ?? []) {
        const asked = question(action, thing, { principal: found[0]?.member ?? "" });
        expect(await evaluateGoogle(documents, asked)).toBe(true);
        expect(await evaluateGoogle(documents, { ...asked, resource: `${thing}-2` })).toBe(false);
      }
    }
  });
});

describe("the matrix beside Vault's policies", () => {
  test.each([of(vault.stockProd), of(vault.ticketsProd), of(vault.billingProd)])(
    "cells of $props.name are the paths of the policy, and there is no other",
    (own) => {
      const policies = Object.values(vaultDocuments(own.configuration).policies);
      const paths = policies.flatMap((text) =>
        Object.entries(policyOf(text).path).map(([path, { capabilities }]) => `${capabilities.join()} ${path}`),
      );
      const cells = cellsOf(own).filter(({ by }) => by === "store/policy");
      expect(cells.map(({ may, thing }) => `${may.join()} ${thing}`).sort()).toEqual(paths.sort());
    },
  );
});

describe("the matrix of a Kubernetes Secret", () => {
  test("says that no cloud grants anything, and who reads it", () => {
    const rows = accessOf(of(labTest).blueprint).map(({ sort, may }) => [sort, may.join()]);
    expect(rows).toEqual([
      ["secret", "mount"],
      ["database", "connect by password"],
      ["files", "use by access key"],
    ]);
  });

  test("names External Secrets Operator as who reads the store", () => {
    const rows = accessOf(of(helpdeskProd).blueprint).filter(({ sort }) => sort === "entry");
    expect(rows.map(({ principal, by }) => [principal, by])).toEqual(
      Array(4).fill(["External Secrets Operator", "as the owner of the ClusterSecretStore aws"]),
    );
  });
});
