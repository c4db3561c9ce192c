import Testing

@testable import HosoEgress

@Suite("URLs of endpoints")
struct EndpointURLTests {
  @Test(arguments: [
    ("https://example.com", "https://example.com/"),
    ("HTTPS://Example.COM:443/Hook", "https://example.com/Hook"),
    ("https://example.com:8443/a?b=c", "https://example.com:8443/a?b=c"),
    ("https://example.com/a/../b/./c", "https://example.com/b/c"),
    ("https://example.com:/x", "https://example.com/x"),
    ("https://bưuđiện.vn/đường", "https://xn--buin-1ua66gr30m.vn/%c4%91%c6%b0%e1%bb%9dng"),
    ("https://BƯUĐIỆN.vn", "https://xn--buin-1ua66gr30m.vn/"),
    ("https://ｅｘａｍｐｌｅ。ｃｏｍ/", "https://example.com/"),
    ("https://a.b%2ec/", "https://a.b.c/"), ("https://example.com/#", "https://example.com/"),
    ("https://xn--buin-1ua66gr30m.vn/", "https://xn--buin-1ua66gr30m.vn/"),
    ("https://1e100.example.com/", "https://1e100.example.com/"),
    ("https://example.com/%0d%0aX:%20y", "https://example.com/%0d%0aX:%20y"),
  ])
  func `a URL is written in one way`(text: String, normal: String) throws {
    let url = try EndpointURL(text, policy: .publicInternet)
    #expect(url.text == normal)
    #expect(try EndpointURL(url.text, policy: .publicInternet) == url)
    #expect(!url.isPlain)
    #expect(url.literal == nil)
  }

  private static let loopback = IPAddress(v4: 0x7f00_0001)

  @Test(arguments: [
    "https://127.0.0.1/", "https://2130706433/", "https://0177.0.0.1/", "https://0x7f.1/",
    "https://127.1", "https://%31%32%37.0.0.1/", "https://①②⑦.0.0.1/", "https://127。0。0。1/",
    "https://１２７.0.0.1/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/",
    "https://0x7f000001/", "https://017700000001/", "https://127.0.1", "https://①②⑦.1/",
    "https://%e2%91%a0%e2%91%a1%e2%91%a6.0.0.1",
  ])
  func `every spelling of an address is that address`(text: String) {
    #expect(
      throws: EgressFault.address(EndpointURLTests.loopback, .kind(.loopback))
    ) { try EndpointURL(text, policy: .publicInternet) }
    #expect(throws: Never.self) { try EndpointURL(text, policy: .loopback) }
  }

  @Test(arguments: [
    ("https://0/", "0.0.0.0"), ("https://[::]/", "::"), ("https://0x0/", "0.0.0.0"),
  ])
  func `the address of nowhere is refused under any policy`(text: String, address: String) throws {
    let fault = EgressFault.address(try #require(IPAddress(address)), .kind(.unspecified))
    let all = EgressPolicy(allowed: ["0.0.0.0/0", "::/0"].compactMap { AllowedNetwork($0) })
    for policy in [EgressPolicy.publicInternet, .loopback, all] {
      #expect(throws: fault) { try EndpointURL(text, policy: policy) }
    }
  }

  @Test func `a public address instead of a name needs an administrator`() throws {
    let address = try #require(IPAddress("8.8.8.8"))
    #expect(throws: EgressFault.literalAddress(address)) {
      try EndpointURL("https://8.8.8.8/", policy: .publicInternet)
    }
    let policy = EgressPolicy(allowed: [try #require(AllowedNetwork("8.8.8.8"))])
    #expect(try EndpointURL("https://8.8.8.8/", policy: policy).literal == address)
  }

  @Test(arguments: [
    ("", EgressFault.scheme), ("example.com/hook", .scheme), ("//example.com/", .scheme),
    ("ftp://example.com/", .scheme), ("file:///etc/passwd", .scheme),
    ("https:example.com", .scheme),
    ("https:/example.com", .scheme), ("https:///example.com", .scheme), ("https://", .scheme),
    ("gopher://example.com", .scheme), ("http://example.com/", .plainHTTP),
    ("https://user@example.com/", .credentials), ("https://user:pw@example.com/", .credentials),
    ("https://@example.com/", .credentials), ("https://example.com/#x", .fragment),
    ("https://example.com/a b", .urlCharacter(offset: 21)),
    (" https://example.com/", .urlCharacter(offset: 0)),
    ("https://example.com/\r\nX: y", .urlCharacter(offset: 20)),
    ("https://example.com\\@other.com/", .urlCharacter(offset: 19)),
    ("https://example.com/\u{0}", .urlCharacter(offset: 20)),
    ("https://example.com:80/", .port(80)), ("https://example.com:22/", .port(22)),
    ("https://localhost/", .host("localhost", .noDot)), ("https://x/", .host("x", .noDot)),
    ("https://example.com./", .host("example.com.", .emptyLabel)),
    ("https://127.0.0.1./", .host("127.0.0.1.", .emptyLabel)),
    ("https://a..b/", .host("a..b", .emptyLabel)), ("https://.a.b/", .host(".a.b", .emptyLabel)),
    ("https://-a.b/", .host("-a.b", .character)), ("https://a_b.c/", .host("a_b.c", .character)),
    ("https://256.1.1.1/", .host("256.1.1.1", .number)),
    ("https://1.2.3.4.5/", .host("1.2.3.4.5", .number)),
    ("https://a.0x7f/", .host("a.0x7f", .number)), ("https://a.0x/", .host("a.0x", .number)),
    ("https://08.1/", .host("08.1", .number)),
    ("https://4294967296/", .host("4294967296", .number)),
    ("https://[fe80::1%25eth0]/", .zone),
  ])
  func `what is no plain https URL is refused, and said why`(text: String, fault: EgressFault) {
    #expect(throws: fault) { try EndpointURL(text, policy: .publicInternet) }
  }

  @Test(arguments: [
    "https://example.com:0/", "https://example.com:65536/", "https://example.com:x/",
    "https://[::1/", "https://[zz]/", "https://a%00.b/", "https://a%2fb.c/", "https://a;b.c/",
    "https://exa<mple.com/", "https://xn--a.b\u{FFFF}/",
  ])
  func `what cannot be read is refused`(text: String) {
    #expect(throws: EgressFault.self) { try EndpointURL(text, policy: .publicInternet) }
  }

  @Test func `long URLs, hosts and labels are refused`() {
    let fits = "https://example.com/" + String(repeating: "a", count: 2_028)
    #expect(throws: Never.self) { try EndpointURL(fits, policy: .publicInternet) }
    #expect(throws: EgressFault.urlTooLong(bytes: 2_049, limit: 2_048)) {
      try EndpointURL(fits + "a", policy: .publicInternet)
    }
    let label = String(repeating: "a", count: 64) + ".vn"
    #expect(throws: EgressFault.host(label, .tooLong)) {
      try EndpointURL("https://\(label)/", policy: .publicInternet)
    }
    let host = Array(repeating: "abcdefg", count: 32).joined(separator: ".")
    #expect(throws: EgressFault.host(host, .tooLong)) {
      try EndpointURL("https://\(host)/", policy: .publicInternet)
    }
  }

  @Test func `where an administrator allows neighbours, bare names and plain http are accepted`()
    throws
  {
    let url = try EndpointURL("http://receiver:9000/", policy: .loopback)
    #expect(url.isPlain)
    #expect(url.port == 9_000)
    #expect(try EndpointURL("http://localhost/", policy: .loopback).port == 80)
    #expect(throws: EgressFault.address(IPAddress(v4: 0x0808_0808), .plainHTTP)) {
      try EndpointURL("http://8.8.8.8/", policy: .loopback)
    }
  }

  @Test(arguments: [
    ("Host", "a"), ("content-length", "1"), ("Webhook-Id", "a"), ("CE-id", "a"),
    ("Transfer-Encoding", "chunked"), ("User-Agent", "a"), ("Accept-Encoding", "gzip"),
    ("Connection", "close"), ("Content-Type", "a"), ("Proxy-Authorization", "a"), ("Expect", "a"),
  ])
  func `a header that hoso or HTTP sets is nobody else's`(name: String, value: String) {
    #expect(throws: EgressFault.header(name: name, .reserved)) {
      try HeaderRules.checkCustom(name: name, value: value)
    }
  }

  @Test func `an ordinary header is fine`() throws {
    try HeaderRules.checkCustom(name: "Authorization", value: "Bearer abc=")
    try HeaderRules.checkCustom(name: "X-Agency", value: "H26.12")
    #expect(throws: EgressFault.header(name: "a b", .name)) {
      try HeaderRules.checkCustom(name: "a b", value: "")
    }
    let long = String(repeating: "a", count: 4_097)
    #expect(throws: EgressFault.header(name: "a", .valueTooLong)) {
      try HeaderRules.checkCustom(name: "a", value: long)
    }
  }
}
