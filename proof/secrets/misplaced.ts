import { formatProblem, type Problem } from "../../lib/core/problem";
import { withoutSecrets } from "../../lib/core/secret-texts";
import { readDeclarations } from "../../lib/declaration/declarations";
import { problemData } from "../../lib/cli/problems";
import { DECLARED, type Declared } from "../../test/templates/declared";
import { sourcesOf } from "../../test/templates/files";
import { leavesOf, withText, type Leaf } from "../../test/templates/leaves";

/** A secret as people paste it, around the text that may be printed nowhere. */
export interface Form {
  readonly title: string;
  readonly of: (canary: string, typed: string) => string;
}

/** The canary is long enough, and of the letters, for what issuers and stores make. */
export const CANARY = "Hunter2Zx8Kq4Vw9Lm3Np7";

export const FORMS: readonly Form[] = [
  { title: "an address with a login", of: (canary) => `https://admin:${canary}@db.example.com:5432/x` },
  {
    title: "the typed text, with a login",
    of: (canary, typed) => `postgres://u:${canary}@${typed.replace(/^.*\/\//, "")}`,
  },
  { title: "a percent-encoded parameter", of: (canary) => `https://db.example.com/x?p%61ssword=${canary}` },
  { title: "a JDBC URL of MySQL's", of: (canary) => `jdbc:mysql://(host=db,user=u,password=${canary})/x` },
  { title: "a JDBC URL of SQL Server's", of: (canary) => `jdbc:sqlserver://db;user=u;password = ${canary};` },
  { title: "a JDBC URL of Oracle's", of: (canary) => `jdbc:oracle:thin:scott/${canary}@//db:1521/x` },
  { title: "a signed address", of: (canary) => `https://b.s3.amazonaws.com/a.mda?X-Amz-Signature=${canary}` },
  { title: "a connection string", of: (canary) => `AccountName=x;AccountKey=${canary}==;` },
  { title: "a private key", of: (canary) => `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----` },
  { title: "a token of GitHub's", of: (canary) => `ghp_${canary}` },
  { title: "a header", of: (canary) => `Bearer ${canary}` },
];

/** A declaration with a secret in one of its texts. */
export interface Misplaced {
  readonly title: string;
  readonly declared: Declared;
}

/** Every text of every kind of declaration, with a secret of each form in it in turn. */
export function misplacedIn(all: readonly Declared[] = DECLARED, stride = 1): readonly Misplaced[] {
  const tried = new Set<string>();
  return all.flatMap((declared) =>
    (["own", "clusters"] as const).flatMap((file) =>
      leavesOf(declared.files[file])
        // A text that is said to be public may look as it likes.
        .filter((leaf) => !leaf.isKey && leaf.path.at(-1) !== "public" && isNew(tried, declared, leaf))
        .flatMap((leaf, index) =>
          FORMS.filter((_, number) => number % stride === index % stride).map((form) => ({
            title: `${form.title} in ${file === "own" ? "" : "clusters."}${leaf.path.join(".")} of ${declared.title}`,
            declared: {
              ...declared,
              files: { ...declared.files, [file]: withText(declared.files[file], leaf, form.of(CANARY, leaf.text)) },
            },
          })),
        ),
    ),
  );
}

/** What declarations have in common is tried once. */
function isNew(tried: Set<string>, { platform }: Declared, { path, text }: Leaf): boolean {
  const id = JSON.stringify([platform, path, text]);
  return !tried.has(id) && Boolean(tried.add(id));
}

/** What is wrong with what becomes of it: it is accepted, or printed. */
export function faultsOfMisplaced({ declared }: Misplaced, read = problemsOf): readonly string[] {
  const problems = read(declared);
  // As the command line prints them, and as an error of synthesis does.
  const data = (problem: Problem) => withoutSecrets(JSON.stringify(problemData(problem)));
  const printed = problems.flatMap((problem) => [formatProblem(problem), data(problem)]);
  return [
    ...(problems.length === 0 ? ["it is accepted"] : []),
    ...(printed.some((text) => text.includes(CANARY)) ? ["it is printed"] : []),
  ];
}

function problemsOf(declared: Declared): readonly Problem[] {
  return readDeclarations("environments", sourcesOf(declared)).problems;
}
