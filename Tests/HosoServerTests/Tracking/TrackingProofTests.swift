import HosoDomain
import Testing

@testable import HosoServer

@Suite("A second code, whole and of another kind, proves that somebody holds the papers")
struct TrackingProofTests {
  private func holds(_ second: String, code: String = "EE123456785VN") throws -> Bool {
    let codes = try ["EE123456785VN", "EA000000014VN", "H26.12.19-200305-0001", "BN-77"].map {
      try Alias($0)
    }
    return TrackingProof.holds(second, for: try Alias(code), among: codes)
  }

  @Test(arguments: [
    "H26.12.19-200305-0001", " H26.12.19–200305–0001 ", "h2612192003050001",
    "H26 12 19 200305 0001", "bn-77", "BN77",
  ])
  func `a whole code of another kind does, however it is divided`(second: String) throws {
    #expect(try holds(second))
  }

  @Test(arguments: [
    "", "0001", "305-0001", "200305-0001", "19-200305-0001", "26.12.19-200305-0001", "N-77", "-",
    "    ", "XH26.12.19-200305-0001", "H26.12.19-200305-00010",
  ])
  func `the end of one does not`(second: String) throws {
    #expect(try !holds(second))
  }

  @Test func `another of the same kind does not, nor the code itself`() throws {
    #expect(try !holds("EA000000014VN"))
    #expect(try !holds("EE123456785VN"))
  }

  @Test func `codes prove each other both ways`() throws {
    #expect(try holds("EE 123 456 785 VN", code: "H26.12.19-200305-0001"))
    #expect(try !holds("3456785VN", code: "H26.12.19-200305-0001"))
  }

  @Test func `input far longer than any code proves nothing`() throws {
    #expect(try !holds(String(repeating: "H", count: 1_000_000)))
  }

  @Test(arguments: [
    ("305-0001", TrackingTrouble.shortSecond), ("3456785VN", .shortSecond), ("", .shortSecond),
    ("EA000000014VN", .sameKind), ("EA000000015VN", .secondCheckDigit),
    ("H26.12.19-200305-0002", nil),
  ])
  func `what is wrong with a second code by itself is said`(
    second: String, trouble: TrackingTrouble?
  ) throws {
    #expect(TrackingProof.trouble(second, for: try Alias("EE123456785VN")) == trouble)
  }

  @Test func `blanks inside an item number are read`() throws {
    #expect(try TrackingProof.code(" ee 123 456 785 vn ").text == "EE123456785VN")
  }

  @Test(arguments: ["2020-03-05", "05/03/2020", "5/3/2020", "5-3-2020", "5.3.2020"])
  func `a day is read as people write it`(text: String) {
    #expect(TrackingProof.day(text) == LocalDate(iso: "2020-03-05"))
  }

  @Test(arguments: ["", "5/3", "31/02/2020", "2020-3-5", "//2020", "a/b/cccc"])
  func `what is no day is none`(text: String) {
    #expect(TrackingProof.day(text) == nil)
  }
}

@Suite("Wrong proofs are counted, and nobody is locked out")
struct TrackingAttemptsTests {
  @Test func `what was tried in vain so often is known, for an hour`() {
    let attempts = TrackingAttempts()
    let now = ContinuousClock.now
    for _ in 0..<9 { attempts.countWrong(["code A", "address B"], now: now) }
    #expect(!attempts.areTried(["code A"], times: 10, now: now))
    attempts.countWrong(["code C", "address B"], now: now)
    #expect(attempts.areTried(["code A", "address B"], times: 10, now: now))
    #expect(!attempts.areTried(["code A"], times: 10, now: now))
    #expect(!attempts.areTried(["address B"], times: 10, now: now + .seconds(3_600)))
  }

  @Test func `no flood of made-up codes makes one be forgotten`() {
    let attempts = TrackingAttempts()
    for _ in 0..<10 { attempts.countWrong(["code A"]) }
    for number in 0..<100_000 { attempts.countWrong(["code X\(number)"]) }
    #expect(attempts.areTried(["code A"], times: 10))
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
    #expect(link.standing(code, expires: e, signature: s, now: now) == .good)
    #expect(link.standing(code, expires: e, signature: s, now: now + 10) == .ended)
  }

  @Test func `nothing about a link can be changed`() throws {
    let code = try Alias("EE123456785VN")
    let (e, s) = try parts(link.target(code, expires: now + 10))
    let other = try Alias("H26.12.19-200305-0001")
    #expect(link.standing(other, expires: e, signature: s, now: now) == .foreign)
    #expect(link.standing(code, expires: "\(now + 11)", signature: s, now: now) == .foreign)
    #expect(link.standing(code, expires: "-\(e)", signature: s, now: now) == .foreign)
    for (index, letter) in s.enumerated() {
      var forged = Array(s)
      forged[index] = letter == "A" ? "B" : "A"
      #expect(link.standing(code, expires: e, signature: String(forged), now: now) == .foreign)
    }
    for forged in ["", String(s.dropLast()), s + "A", s + "==", String(repeating: "A", count: 999)]
    {
      #expect(link.standing(code, expires: e, signature: forged, now: now) == .foreign)
    }
    #expect(
      TrackingLink(key: Array(1..<33)).standing(code, expires: e, signature: s, now: now)
        == .foreign)
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
