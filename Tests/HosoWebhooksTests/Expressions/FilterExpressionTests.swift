import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("Conditions of a filter")
struct FilterExpressionTests {
  private func fault(_ text: String) -> ExpressionFault? {
    do throws(ExpressionFault) {
      _ = try FilterExpression(text)
      return nil
    } catch {
      return error
    }
  }

  private func passes(_ text: String, _ attributes: [EventAttribute: String]) throws -> Bool {
    try FilterExpression(text).passes { attributes[$0] }
  }

  @Test(arguments: [
    ("", ExpressionFault.unexpected(nil, at: 1)),
    ("type =", .unexpected(nil, at: 7)),
    ("type = 'a", .openText(at: 8)),
    ("type = 'a\u{1}'", .character(at: 10)),
    ("type ; 'a'", .character(at: 6)),
    ("sequence > 2147483648", .number(at: 12)),
    ("sequence > 99999999999999999999", .number(at: 12)),
    ("type LIKE subject", .unexpected("subject", at: 11)),
    ("type IN ()", .unexpected(")", at: 10)),
    ("type IN 'a'", .unexpected("'a'", at: 9)),
    ("EXISTS true", .unexpected("true", at: 8)),
    ("type = 'a' 'b'", .unexpected("'b'", at: 12)),
    ("(type = 'a'", .unexpected(nil, at: 12)),
    ("NOW() = 'a'", .unknownFunction("NOW", at: 1)),
    ("type = LEFT('a')", .argumentCount("LEFT", at: 8)),
    ("type = 'a' OR provinces = '01'", .unknownAttribute("provinces", at: 15)),
    ("Type = 'a'", .unknownAttribute("Type", at: 1)),
    ("type = 'a' OR type = 'b' AND mode = 'both'", .ambiguous(at: 26)),
    ("NOT type = 'a'", .ambiguous(at: 10)),
    ("NOT type LIKE 'a'", .ambiguous(at: 10)),
    ("NOT type NOT IN ('a')", .ambiguous(at: 10)),
    ("type", .noCondition), ("sequence + 1", .noCondition),
  ])
  func `what is none says what is wrong and where`(text: String, expected: ExpressionFault) {
    #expect(fault(text) == expected)
  }

  @Test func `nesting and length have their limits`() {
    let deep = String(repeating: "(", count: 33) + "true" + String(repeating: ")", count: 33)
    #expect(fault(deep) == .tooDeep(at: 34))
    #expect(fault(String(repeating: "NOT ", count: 40) + "true") == .tooDeep(at: 133))
    #expect(fault(String(repeating: " ", count: 2_001)) == .tooLong(max: 2_000))
    let long = Array(repeating: "true", count: 222).joined(separator: " AND ")
    #expect(fault(long) == nil)
  }

  @Test func `parentheses say what is meant`() throws {
    let event: [EventAttribute: String] = [.type: "a", .mode: "both"]
    #expect(try passes("type = 'a' OR (type = 'b' AND mode = 'send')", event))
    #expect(try !passes("(type = 'a' OR type = 'b') AND mode = 'send'", event))
    #expect(try passes("NOT (type = 'b')", event))
    #expect(try passes("NOT (type = 'b') AND NOT EXISTS province", event))
  }

  @Test func `what asks for an attribute that is not there does not pass, whatever else holds`()
    throws
  {
    let event: [EventAttribute: String] = [.type: "a"]
    #expect(try !passes("province = '01' OR type = 'a'", event))
    #expect(try !passes("province != '01'", event))
    #expect(try passes("type = 'a' OR province = '01'", event))
    #expect(try passes("(EXISTS province AND province = '01') OR type = 'a'", event))
  }

  @Test func `a condition is kept on one line and reads back`() throws {
    let condition = try FilterExpression("type LIKE 'result.%'\n\tAND  subject = '  a b'")
    #expect(condition.text == "type LIKE 'result.%'  AND  subject = '  a b'")
    var filter = EventFilter(agencies: [try AgencyCode("H26")])
    filter.condition = condition
    #expect(EventFilter(storedText: filter.storedText) == filter)
    #expect(EventFilter(storedText: "where type ==") == nil)
    #expect(try FilterExpression(condition.text) == condition)
  }

  @Test
  func `a feed brings what the condition lets through, with the dossier as it came to be known`()
    throws
  {
    let scene = try Scene()
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.dossierPickedUp, "BN-2020-2", agency: "H27")
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26.12")
    try scene.tell(.resultReady, "BN-2020-2")
    try scene.tell(.resultReady, "BN-2020-1")
    try scene.declare()
    func story(_ text: String) throws -> [String] {
      var filter = EventFilter()
      filter.condition = try FilterExpression(text)
      return try scene.items(filter).map(\.cursor.text)
    }
    // The pickup became the agency's when the delivery told it.
    #expect(try story("agency LIKE 'H26%'") == ["3.1", "3", "5"])
    #expect(try story("agency LIKE 'H26%' AND type != 'dossier.delivered'") == ["3.1", "5"])
    #expect(try story("NOT EXISTS agency") == ["1", "6"])
    #expect(try story("subject = 'BN-2020-2'") == ["2", "4"])
    #expect(try story("int(sequence) IN (2, 5)") == ["2", "5"])
    // The members are compared as what stands before IN: a text, with all its digits.
    #expect(try story("sequence IN (2, 5)").isEmpty)
    #expect(try story("sequence > 3 AND mode = 'both'") == ["4", "5"])
    let items = try scene.items(EventFilter())
    let fourth = try #require(items.first { $0.cursor.text == "4" })
    #expect(try story("id = '\(fourth.id.text)'") == ["4"])
    #expect(try story("time = '\(fourth.event.event.occurredAt.rfc3339)'") == ["4"])
    #expect(try story("recordedtime > '2020' OR true").isEmpty)
    #expect(try story("recordedtime LIKE '2020-03-05T%' AND specversion = '1.0'").count == 6)
    #expect(try story("source LIKE 'urn:hoso:ledger:%'").count == 6)
  }
}
