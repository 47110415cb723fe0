import {
  App,
  AwsSecretsManager,
  Cluster,
  describeEnvironment,
  FileStorage,
  InvalidDeclarationError,
  Irsa,
  MendixSecretStoreEnvironment,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";

const thrower = Object.defineProperty({}, "a", {
  enumerable: true,
  get: () => {
    throw new Error("of a getter");
  },
});
const trap = () => {
  throw new Error("of a proxy");
};

/** What JavaScript can pass where the types ask for something else. */
const VALUES: Readonly<Record<string, unknown>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "a number above 2^53": 2 ** 60,
  "what looks like a token": -1.8881545897087505e289,
  "a Map": new Map([["a", "b"]]),
  "a Set": new Set(["a"]),
  "a Date": new Date(0),
  "a regular expression": /x/,
  "a promise": Promise.resolve(1),
  "an Error": new Error("x"),
  bytes: Buffer.from("x"),
  "a boxed text": new String("x"),
  "a function": () => 1,
  "a class": class {},
  "a symbol": Symbol("x"),
  "a bigint": 10n,
  "a getter that throws": thrower,
  "a proxy that throws": new Proxy({}, { ownKeys: trap, get: trap }),
  "half of a surrogate pair": "\ud800",
  "a NUL": "a\u0000b",
  "an accent of its own": "Cafe\u0301",
};

const app = (props: object) => App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2", ...props });
const given = (value: unknown) => value as never;

/** Places of every kind: the environment's own props, those of its parts, and what is passed on as it is. */
const PLACES: Readonly<Record<string, (value: unknown) => Partial<MendixSecretStoreEnvironmentProps>>> = {
  name: (value) => ({ name: given(value) }),
  constants: (value) => ({ constants: given(value) }),
  "a constant": (value) => ({ constants: { "Shop.Title": given(value) } }),
  "a setting": (value) => ({ runtimeSettings: { "com.example.Text": given(value) } }),
  versions: (value) => ({ versions: given(value) }),
  cluster: (value) => ({ cluster: given(value) }),
  "the name of a cluster": (value) => ({ cluster: Cluster.other({ name: given(value) }) }),
  store: (value) => ({ store: given(value) }),
  "the props of a store": (value) => ({ store: new AwsSecretsManager(given(value)) }),
  "a tag": (value) => ({ store: new AwsSecretsManager({ tags: { team: given(value) } }) }),
  "a provider": (value) => ({ store: new AwsSecretsManager({ provider: given(value) }) }),
  "a cluster that is trusted too": (value) => ({ identity: new Irsa({ alsoTrust: [given(value)] }) }),
  "the props of a storage": (value) => ({ storage: FileStorage.s3(given(value)) }),
  "a raw field": (value) => ({ app: app({ rawSpec: { a: given(value) } }) }),
  "an item of a raw field": (value) => ({ app: app({ rawSpec: { a: [{ b: given(value) }] } }) }),
  "a custom configuration": (value) => ({ app: app({ customConfiguration: { a: given(value) } }) }),
  "an environment variable": (value) => ({ app: app({ environmentVariables: { A: given(value) } }) }),
  "an option of Jetty": (value) => ({ app: app({ jettyOptions: { a: given(value) } }) }),
};

const ALL = Object.entries(PLACES).flatMap(([place, changes]) =>
  Object.entries(VALUES).map(([what, value]) => ({ place, what, changes: () => changes(value) })),
);

test.each(ALL)("$what as $place is refused with a sentence, and nothing is written", ({ changes }) => {
  const stack = newStack();
  const environment = new MendixSecretStoreEnvironment(stack, "environment", { ...sample(), ...changes() });
  expect(environment.blueprint.problems.map(({ prop, message, fix }) => Boolean(prop && message && fix))).not.toEqual(
    [],
  );
  expect(() => synthesizeStack(stack)).toThrow(InvalidDeclarationError);
});

describe("a text", () => {
  const problemsWith = (changes: Partial<MendixSecretStoreEnvironmentProps>) =>
    describeEnvironment(sample(changes)).problems.map(({ code, prop }) => `${code} ${prop}`);

  test.each(["\u0001", "\u007f", "\u0085", "\ufeffa"])(
    "%j is kept by a store, and refused by the MendixApp",
    (text) => {
      expect(problemsWith({ constants: { "Shop.Title": text } })).toEqual([]);
      const refused = ["MX-VALUE-FORM app.customConfiguration.a"];
      expect(problemsWith({ app: app({ customConfiguration: { a: text } }) })).toEqual(refused);
    },
  );

  test.each(["tab\there", "two\r\nlines", "\u00fcml\u00e4ut \u65e5\u672c \u{1F600}", "\ufb01"])("%j is one", (text) => {
    expect(problemsWith({ constants: { "Shop.Title": text }, app: app({ customConfiguration: { a: text } }) })).toEqual(
      [],
    );
  });

  test("is looked at as a name, too", () => {
    expect(problemsWith({ app: app({ customConfiguration: { "a\u0085": "b" } }) })).toEqual([
      'MX-VALUE-FORM app.customConfiguration["a\u0085"]',
    ]);
  });
});

test("a declaration that throws wherever it is looked at is refused", () => {
  const props = new Proxy(sample(), { get: trap, ownKeys: trap });
  expect(describeEnvironment(props).problems.map(({ code }) => code)).toEqual(["MX-PROP"]);
});

test("props that are changed after construction change nothing", () => {
  const made = (change: boolean) => {
    const [tags, raw, constants] = [{ team: "a" }, { a: { b: 1 } }, { "Shop.Title": "a" }];
    const stack = newStack();
    const store = new AwsSecretsManager({ tags });
    const props = sample({ store, constants, app: app({ rawSpec: raw }) });
    const environment = new MendixSecretStoreEnvironment(stack, "environment", props);
    if (change) {
      Object.assign(tags, { team: "b\u0000", other: "c" });
      Object.assign(raw, { a: { b: 2 }, database: {} });
      Object.assign(constants, { "Shop.Title": "b", "Shop.Other": "c" });
      Object.assign(props, { name: "Wrong" });
    }
    return [synthesizeStack(stack), environment.manifests];
  };
  expect(made(true)).toEqual(made(false));
});
