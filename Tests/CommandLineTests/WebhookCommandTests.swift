import Foundation
import HosoTesting
import Testing

/// What `webhook … --json` prints about an endpoint, as far as the tests look at it.
struct EndpointAnswer: Decodable {
  struct Filter: Decodable {
    let agencies: [String]?
    let types: [String]
    let provinces: [String]
    var `where`: String?
  }

  struct Key: Decodable {
    let version: String
    let fingerprint: String
    var validUntil: String?
  }

  struct Deliveries: Decodable {
    var cursor: String?
    let delivered: Int64
    let parked: Int64
  }

  let id: String
  let name: String
  let url: String
  let state: String
  let order: String
  var stateReason: String?
  let filter: Filter
  var ratePerSecond: Int?
  let keys: [Key]
  let revision: Int64
  let deliveries: Deliveries
}

/// What `webhook add --json` prints.
struct AddedEndpoint: Decodable {
  let secret: String
  let publicKey: String
  let endpoint: EndpointAnswer
}

@Suite("Endpoints from the command line")
struct WebhookCommandTests {
  private static let url = "https://motcua.example.vn/hoso"

  private func add(_ desk: Desk, _ options: String...) throws -> AddedEndpoint {
    let outcome = try desk.run(["webhook", "add", "--url", Self.url, "--json"] + options)
    return try Outcome.decode(try #require(outcome.lines.first, "\(outcome.errors)"))
  }

  private func show(_ desk: Desk, _ id: String) throws -> EndpointAnswer {
    let outcome = try desk.run("webhook", "show", id, "--json")
    return try Outcome.decode(try #require(outcome.lines.first, "\(outcome.errors)"))
  }

  @Test func `a new endpoint awaits consent and shows its secret once`() throws {
    let desk = try Desk.ready()
    let added = try add(desk, "--agency", "H26.12.19", "--name", "Một cửa")
    #expect(added.secret.hasPrefix("whsec_"))
    #expect(added.publicKey.hasPrefix("whpk_"))
    #expect(added.endpoint.state == "awaiting-consent")
    #expect(added.endpoint.filter.agencies == ["H26.12.19"])
    let shown = try desk.run("webhook", "show", added.endpoint.id, "--json").output
    let listed = try desk.run("webhook", "list", "--json").output
    #expect(!shown.contains(added.secret) && !listed.contains(added.secret))
  }

  @Test func `an endpoint is found by the beginning of its id and by its name`() throws {
    let desk = try Desk.ready()
    let id = try add(desk, "--name", "Một cửa").endpoint.id
    #expect(try show(desk, String(id.prefix(10))).id == id)
    #expect(try show(desk, "Một cửa").id == id)
    _ = try add(desk, "--name", "Một cửa")
    #expect(try desk.run("webhook", "show", "Một cửa").code == 64)
    #expect(try desk.run("webhook", "show", "ep_ffffff").code == 66)
  }

  @Test(arguments: [
    ("http://motcua.example.vn/", 77), ("https://127.0.0.1/", 77), ("https://10.1.2.3/", 77),
    ("https://motcua.example.vn:9000/", 77), ("https://user:pw@motcua.example.vn/", 64),
    ("motcua.example.vn", 64), ("https://localhost/", 64),
  ])
  func `an address that may not be called is refused before anything is stored`(
    url: String, code: Int
  ) throws {
    let desk = try Desk.ready()
    #expect(try desk.run("webhook", "add", "--url", url).code == code)
    #expect(try desk.run("webhook", "list", "--json").output.isEmpty)
  }

  @Test func `an administrator's network is allowed by option and by environment`() throws {
    let desk = try Desk.ready()
    let arguments = ["webhook", "add", "--url", "http://127.0.0.1:9000/x"]
    let allowed = "127.0.0.0/8"
    #expect(try desk.run(arguments + ["--allow-egress", allowed]).code == 0)
    #expect(try desk.run(arguments, environment: ["HOSO_ALLOW_EGRESS": allowed]).code == 0)
    #expect(try desk.run(arguments + ["--allow-egress", "https://127.0.0.0/8"]).code == 77)
    #expect(try desk.run(arguments + ["--allow-egress", "loopback"]).code == 64)
  }

  @Test func `an update changes what is named, and an empty value takes a filter away`() throws {
    let desk = try Desk.ready()
    let id = try add(desk, "--agency", "H26", "--province", "01,79", "--rate", "5").endpoint.id
    _ = try desk.run("webhook", "update", id, "--types", "dossier.*, result.ready")
    let changed = try show(desk, id)
    #expect(changed.filter.types == ["dossier.*", "result.ready"])
    #expect(changed.filter.provinces == ["01", "79"])
    #expect(changed.ratePerSecond == 5)
    _ = try desk.run("webhook", "update", id, "--province", "", "--rate", "0")
    #expect(try show(desk, id).filter.provinces.isEmpty)
    #expect(try show(desk, id).ratePerSecond == nil)
    #expect(try desk.run("webhook", "update", id, "--rate", "1", "--if-revision", "1").code == 75)
    #expect(try desk.run("webhook", "update", id, "--types", "dossier.eaten").code == 64)
  }

  @Test func `a condition and the order of all events are taken, shown, and taken away`() throws {
    let desk = try Desk.ready()
    let condition = "type LIKE 'result.%' AND province = '01'"
    let id = try add(desk, "--where", condition, "--order", "endpoint").endpoint.id
    #expect(try show(desk, id).filter.where == condition)
    #expect(try show(desk, id).order == "endpoint")
    let text = try desk.run("webhook", "show", id).output
    #expect(text.contains("Điều kiện: \(condition)"))
    #expect(text.contains("mọi việc nối tiếp nhau"))
    #expect(try desk.run("webhook", "update", id, "--where", "", "--order", "dossier").code == 0)
    #expect(try show(desk, id).filter.where == nil)
    #expect(try show(desk, id).order == "dossier")
    let bad = try desk.run(
      "webhook", "update", id, "--where", "NOT type = 'a'", "--lang", "en")
    #expect(bad.code == 64)
    #expect(bad.errors.contains("--where: Character 10 can be understood in two ways"))
    let unknown = try desk.run("webhook", "update", id, "--where", "provinces = '01'")
    #expect(unknown.errors.contains("Không có trường provinces (ký tự 1)"))
    #expect(try desk.run("webhook", "update", id, "--order", "all").code == 64)
  }

  @Test func `rotation keeps both keys for the overlap`() throws {
    let desk = try Desk.ready()
    let id = try add(desk).endpoint.id
    #expect(try desk.run("webhook", "rotate", id, "--overlap", "3d").code == 0)
    let both = try show(desk, id).keys
    #expect(both.map(\.version) == ["v1", "v1", "v1a", "v1a"])
    #expect(both.map { $0.validUntil == nil } == [true, false, true, false])
    #expect(try desk.run("webhook", "rotate", id, "--overlap", "8d").code == 64)
  }

  @Test func `a disabled endpoint says by whom, and a removed one is gone from the list`() throws {
    let desk = try Desk.ready()
    let id = try add(desk).endpoint.id
    _ = try desk.run("webhook", "disable", id)
    #expect(try show(desk, id).state == "disabled")
    #expect(try show(desk, id).stateReason == "operator")
    #expect(try desk.run("webhook", "enable", id).code == 0)
    #expect(try show(desk, id).state == "awaiting-consent")
    #expect(try desk.run("webhook", "remove", id).code == 0)
    #expect(try desk.run("webhook", "list", "--json").output.isEmpty)
    #expect(try desk.run("webhook", "enable", id).code == 66)
    #expect(try show(desk, id).state == "archived")
  }

  @Test func `the feed of an endpoint begins where it is told`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item)
    #expect(try show(desk, add(desk).endpoint.id).deliveries.cursor == "1")
    #expect(try show(desk, add(desk, "--from", "start").endpoint.id).deliveries.cursor == "0")
    #expect(
      try desk.run("webhook", "add", "--url", Self.url, "--from", "2").code == 64)
    for cursor in ["1-00000000", "2-0123abcd"] {
      let added = try desk.run("webhook", "add", "--url", Self.url, "--from", cursor)
      #expect(added.code == 65 && added.output.isEmpty)
      #expect(added.errors.contains("--from: "))
      let id = try add(desk).endpoint.id
      #expect(try desk.run("webhook", "seek", id, cursor).code == 65)
      #expect(try show(desk, id).deliveries.cursor == "1")
    }
  }

  @Test func `an egress check says what is blocked and why, a line for each`() throws {
    let outcome = try Desk().run(
      ["webhook", "egress-check", "--lang", "en"],
      input: "127.0.0.1\n93.184.216.34\n::ffff:10.0.0.1\nhttps://motcua.example.vn/\n")
    let lines = outcome.lines.map { $0.split(separator: "\t").prefix(2).joined(separator: " ") }
    #expect(
      lines == [
        "127.0.0.1 blocked", "93.184.216.34 allowed", "::ffff:10.0.0.1 blocked",
        "https://motcua.example.vn/ allowed",
      ])
    #expect(outcome.code == 0)
  }
}
