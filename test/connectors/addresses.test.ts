import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedRanges, mayReach, resolveHost } from "../../server/connectors/index.ts";

const none = allowedRanges([])!;
const byte = fc.integer({ min: 0, max: 255 });
const rest = (...first: number[]) =>
  fc.tuple(...first.map((one) => fc.constant(one)), ...Array.from({ length: 4 - first.length }, () => byte));

describe("addresses", () => {
  it("of the own machine, of private networks and of nobody are not reached", () => {
    const inside = fc.oneof(
      rest(0),
      rest(10),
      rest(127),
      rest(169, 254),
      rest(192, 168),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
      fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
    );
    fc.assert(
      fc.property(inside, (parts) => {
        const address = parts.join(".");
        expect(mayReach(address, none), address).toBe(false);
        expect(mayReach(`::ffff:${address}`, none), address).toBe(false);
      }),
    );
  });

  it.each([
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "fec0::1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::1",
    "2001:0:1::1",
    "2001:db8::1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "localhost",
    "1.2.3",
    "",
  ])("“%s” is not reached", (address) => expect(mayReach(address, none)).toBe(false));

  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
    "223.255.255.1",
    "2606:4700::1111",
  ])("“%s” is public", (address) => expect(mayReach(address, none)).toBe(true));

  it("that are allowed are reached, and their neighbours are not", () => {
    const allowed = allowedRanges(["10.1.2.0/24", "127.0.0.1", "fd00:1::/32"])!;
    for (const address of ["10.1.2.9", "127.0.0.1", "fd00:1::5"])
      expect(mayReach(address, allowed), address).toBe(true);
    for (const address of ["10.1.3.1", "127.0.0.2", "fd00:2::5", "::1"])
      expect(mayReach(address, allowed), address).toBe(false);
  });

  it("are read strictly: what is no range is none", () => {
    for (const range of [
      "10.0.0.0/33",
      "10.0.0.0/-1",
      "10.0.0/8",
      "fd00::/129",
      "example.org",
      "",
      "1.2.3.4/",
      "1.2.3.4/8/8",
    ])
      expect(allowedRanges([range]), range).toBeNull();
  });

  it("of which one may not be reached refuse the whole name", async () => {
    const both = async () => [
      { address: "1.1.1.1", family: 4 as const },
      { address: "192.168.1.1", family: 4 as const },
    ];
    await expect(resolveHost("two.example", none, both)).rejects.toMatchObject({
      name: "PermanentFailure",
      message: expect.stringContaining("192.168.1.1"),
    });
  });

  it("of localhost are what the system says, and not reached unless that is allowed", async () => {
    await expect(resolveHost("localhost", none)).rejects.toMatchObject({ name: "PermanentFailure" });
    const found = await resolveHost("localhost", allowedRanges(["127.0.0.0/8", "::1"])!);
    expect(found.length).toBeGreaterThan(0);
  });
});
