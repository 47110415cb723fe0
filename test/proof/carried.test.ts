import * as fc from "fast-check";
import { describeEnvironment, MendixSecretStoreEnvironment, type Blueprint } from "../../lib";
import { GoogleGrant } from "../../lib/core/grant";
import { assertCarried } from "../../lib/engine/grant-rules";
import { declaredStackText } from "../../lib/write/directory/declared";
import { cells, declarationOf } from "../../proof/declarations/cells";
import { draw } from "../../proof/declarations/draw";
import { carriedFaults } from "../../proof/permissions/carried";
import { synthesizeOne, type Synthesized } from "../../proof/support/synthesis";
import * as aws from "../../stacks/samples";
import * as azure from "../../stacks/samples-azure";
import * as google from "../../stacks/samples-google";
import { googleSample } from "../support/samples-google";
import { newStack } from "../support/synthesize";

jest.setTimeout(60_000);

const SAMPLES = [aws.ordersProd, aws.shopTest, azure.billingProd, azure.billingTest, google.crmProd, google.crmTest];
const of = (props: (typeof SAMPLES)[number]) => synthesizeOne(() => props);

test.each(SAMPLES)("each grant of $name is made by one resource or step, and nothing else is", async (props) => {
  const made = of(props);
  expect(made.blueprint.grants.length).toBeGreaterThan(0);
  expect(await carriedFaults(made)).toEqual([]);
});

test("each grant of a generated declaration is made by one resource or step, and nothing else is", async () => {
  const all = cells();
  for (const [index, one] of fc.sample(draw, { numRuns: 20, seed: 4 }).entries()) {
    const cell = all[(index * 71) % all.length]!;
    expect(await carriedFaults(synthesizeOne((token) => declarationOf(cell, one, token)))).toEqual([]);
  }
});

function withResources(made: Synthesized, resources: Blueprint["resources"]): Synthesized {
  return { ...made, blueprint: { ...made.blueprint, resources } };
}

describe.each([aws.ordersProd, azure.billingProd, google.crmProd])("of $name is noticed", (props) => {
  const made = of(props);
  const carrier = made.blueprint.resources.find(({ carries }) => carries !== undefined)!;
  const [key = ""] = carrier.carries ?? [];

  test("a grant whose resource is gone", async () => {
    const without = withResources(
      made,
      made.blueprint.resources.filter((resource) => resource !== carrier),
    );
    expect(await carriedFaults(without)).toContain(`${key}: 0 carriers`);
    const refused = `No resource and no step makes what is described: ${key} (`;
    expect(() => assertCarried(without.blueprint)).toThrow(refused);
    const stack = { name: "stack", backend: { type: "local", arguments: {} }, providers: {} };
    expect(() => declaredStackText({ kind: "app", stack, blueprint: without.blueprint })).toThrow(refused);
  });

  test("a grant that its resource does not say it makes", async () => {
    const { carries, ...silent } = carrier;
    const resources = made.blueprint.resources.map((resource) => (resource === carrier ? silent : resource));
    expect(await carriedFaults(withResources(made, resources))).toEqual(
      expect.arrayContaining([`${key}: 0 carriers`, `${carrier.path}: a permission of no grant`]),
    );
  });

  test("a permission that no grant describes", async () => {
    const grants = made.blueprint.grants.filter((grant) => grant.key !== key);
    const blueprint: Blueprint = { ...made.blueprint, grants };
    expect(await carriedFaults({ ...made, blueprint })).toContainEqual(
      expect.stringMatching(new RegExp(`^${carrier.path}: .* is in no grant$`)),
    );
  });
});

test("a new permission on a database of Google that no part makes is never written", () => {
  const { database, ...others } = googleSample();
  const describe = database!.describe.bind(database);
  const withGrant = Object.assign(database!, {
    describe: (context: Parameters<typeof describe>[0]) => {
      const share = describe(context);
      const [summary, role, instance] = [
        "connect to orders",
        "roles/cloudsql.client",
        "projects/acme/instances/orders",
      ];
      share.grants.push(new GoogleGrant("database", "connect", summary, role, instance));
      return share;
    },
  });
  const props = { ...others, database: withGrant };
  expect(describeEnvironment(props).problems).toEqual([]);
  const make = () => new MendixSecretStoreEnvironment(newStack(), "environment", props);
  expect(make).toThrow("google/connect (connect to orders)");
});
