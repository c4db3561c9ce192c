import HosoDomain
import Testing

@testable import HosoServer

@Suite("The end of a second code proves that somebody holds the papers")
struct TrackingProofTests {
  private func holds(_ end: String, code: String = "EE123456785VN") throws -> Bool {
    let codes = try ["EE123456785VN", "H26.12.19-200305-0001", "BN-77"].map { try Alias($0) }
    return TrackingProof.holds(end, for: try Alias(code), among: codes)
  }

  @Test(arguments: [
    "H26.12.19-200305-0001", "305-0001", " 200305-0001 ", "200305–0001", "bn-77", "19-200305-0001",
  ])
  func `eight characters of another code, or all of a short one, do`(end: String) throws {
    #expect(try holds(end))
  }

  @Test(arguments: [
    "", "0001", "05-0001", "305-0002", "N-77", "EE123456785VN", "3456785VN", "-", "    ",
    "XH26.12.19-200305-0001",
  ])
  func `less, or the code itself, does not`(end: String) throws {
    #expect(try !holds(end))
  }

  @Test func `codes prove each other both ways`() throws {
    #expect(try holds("3456785VN", code: "H26.12.19-200305-0001"))
    #expect(try !holds("305-0001", code: "H26.12.19-200305-0001"))
  }

  @Test func `input far longer than any code proves nothing`() throws {
    #expect(try !holds(String(repeating: "H", count: 1_000_000)))
  }
}

@Suite("A signed link shows one dossier until it expires")
struct TrackingLinkTests {
  private let link = TrackingLink(key: Array(0..<32))
  private let now: Int64 = 1_583_400_000

  private func parts(_ target: String) throws -> (e: String, s: String) {
    let query = try #require(target.split(separator: "?").last).split(separator: "&")
    return (String(query[0].dropFirst(2)), String(query[1].dropFirst(2)))
  }

  @Test func `a link holds for its code until its second`() throws {
    let code = try Alias("EE123456785VN")
    let (e, s) = try parts(link.target(code, expires: now + 10))
    #expect(link.holds(code, expires: e, signature: s, now: now))
    #expect(!link.holds(code, expires: e, signature: s, now: now + 10))
  }

  @Test func `nothing about a link can be changed`() throws {
    let code = try Alias("EE123456785VN")
    let (e, s) = try parts(link.target(code, expires: now + 10))
    let other = try Alias("H26.12.19-200305-0001")
    #expect(!link.holds(other, expires: e, signature: s, now: now))
    #expect(!link.holds(code, expires: "\(now + 11)", signature: s, now: now))
    #expect(!link.holds(code, expires: "-\(e)", signature: s, now: now))
    for (index, letter) in s.enumerated() {
      var forged = Array(s)
      forged[index] = letter == "A" ? "B" : "A"
      #expect(!link.holds(code, expires: e, signature: String(forged), now: now))
    }
    for forged in ["", String(s.dropLast()), s + "A", s + "==", String(repeating: "A", count: 999)]
    {
      #expect(!link.holds(code, expires: e, signature: forged, now: now))
    }
    #expect(
      !TrackingLink(key: Array(1..<33)).holds(code, expires: e, signature: s, now: now))
  }

  @Test func `a code with a slash stays one segment of the path`() throws {
    let target = link.target(try Alias("12/BN-77"), expires: now)
    #expect(target.hasPrefix("/t/12%2FBN-77?e="))
  }

  @Test func `the signature is HMAC-SHA256, cut to sixteen bytes`() throws {
    // printf 'hoso-track\nEE123456785VN\n1583400000\n' | openssl dgst -sha256 -mac HMAC
    //   -macopt hexkey:000102…1f -binary | head -c 16 | basenc --base64url
    let target = link.target(try Alias("EE123456785VN"), expires: now)
    #expect(target == "/t/EE123456785VN?e=1583400000&s=epeSF2mylmTQj1f5i0KbCQ")
  }
}
