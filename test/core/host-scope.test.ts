import { Cluster } from "../../lib";
import { hostScope, isPrivateHost } from "../../lib/core/host-scope";
import { eks } from "../support/samples";

const other = Cluster.other({ name: "other", issuer: "https://issuer.example.com" });
const one = { cluster: eks, namespace: "mendix" };

describe("a host", () => {
  it.each([
    "postgres:5432",
    "postgres.data.svc:5432",
    "postgres.data.svc.cluster.local",
    "https://minio.storage.svc:9000/files",
    "db.local",
    "db.internal.:5432",
    "db.corp.lan",
    "localhost",
    "10.0.0.5:5432",
    "172.16.1.1",
    "172.31.1.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.1.1",
    "127.0.0.1",
    "[fd00::1]:5432",
    "[::1]",
  ])("has no public name: %s", (host) => {
    expect(isPrivateHost(host)).toBe(true);
    expect(hostScope(host, one)).not.toBe(hostScope(host, { ...one, cluster: other }));
  });

  it.each([
    "db.example.com:5432",
    "orders.abc.eu-west-1.rds.amazonaws.com",
    "https://minio.example.com:9000",
    "svc.example.com",
    "local.example.com",
    "172.32.0.1",
    "100.128.0.1",
    "11.0.0.1",
    "[2001:db8::1]:5432",
  ])("has a public name: %s", (host) => {
    expect(isPrivateHost(host)).toBe(false);
    expect(hostScope(host, one)).toBe(hostScope(host, { cluster: other, namespace: "other" }));
  });

  it.each([
    ["DB.Example.com:5432", "db.example.com.:5432"],
    ["HTTPS://Minio.example.com:9000/Files", "https://minio.example.com:9000/Files"],
    ["postgres.data.svc:5432", "postgres.data.svc.cluster.local.:5432"],
    ["postgres:5432", "postgres.mendix.svc:5432"],
  ])("is one in two spellings: %s and %s", (host, spelling) => {
    expect(hostScope(host, one)).toBe(hostScope(spelling, one));
  });

  it("is another one with another port, path or namespace of a service", () => {
    const scopes = ["db.example.com:5432", "db.example.com:5433", "https://s.example.com/a", "https://s.example.com/A"];
    expect(new Set(scopes.map((host) => hostScope(host, one))).size).toBe(scopes.length);
    expect(hostScope("postgres", one)).not.toBe(hostScope("postgres", { ...one, namespace: "test" }));
    expect(hostScope("localhost", one)).toBe(hostScope("localhost", { ...one, namespace: "test" }));
  });
});
