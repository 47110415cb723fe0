import { describeEnvironment, FileStorage } from "../../lib";
import { googleSample } from "../support/samples-google";

describe("a bucket by the pod's identity on GKE", () => {
  const storage = FileStorage.s3({ bucket: "acme-files", region: "eu-west-1" });

  it("is refused, and points to HMAC keys: the runtime knows no workload identity for Cloud Storage", () => {
    const { problems } = describeEnvironment(googleSample({ storage }));
    expect(problems.map(({ code, prop, fix }) => ({ code, prop, fix }))).toEqual([
      {
        code: "MX-IDENTITY",
        prop: "storage",
        fix: 'For Google Cloud Storage, which the runtime knows no workload identity for, write storage: FileStorage.s3Compatible({ endpoint: "https://storage.googleapis.com/BUCKET", ... }) with HMAC keys; for Amazon S3, give the storage static keys.',
      },
    ]);
  });

  it("is told apart from Amazon S3 by its endpoint", () => {
    const google = FileStorage.s3({
      bucket: "acme-files",
      region: "eu-west-1",
      endpoint: "https://storage.googleapis.com/acme-files",
    });
    const { problems } = describeEnvironment(googleSample({ storage: google }));
    expect(problems.map(({ code, prop, fix }) => ({ code, prop, fix }))).toEqual([
      {
        code: "MX-S3-ENDPOINT",
        prop: "storage.endpoint",
        fix: 'Write FileStorage.s3Compatible({ endpoint: "https://storage.googleapis.com/acme-files", bucket: "DIRECTORY", accessKeyId, secretAccessKey }).',
      },
    ]);
  });

  it("is refused without keys, with the reason", () => {
    const endpoint = "https://storage.googleapis.com/acme-files";
    const keyless = FileStorage.s3Compatible({ endpoint, bucket: "orders" } as never);
    expect(describeEnvironment(googleSample({ storage: keyless })).problems).toEqual([
      expect.objectContaining({
        code: "MX-S3-KEYS",
        message:
          "Google Cloud Storage is reached with the HMAC keys of a service account only: the runtime knows no workload identity for it.",
      }),
    ]);
  });
});
