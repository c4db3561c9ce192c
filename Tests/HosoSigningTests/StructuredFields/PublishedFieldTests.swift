import Foundation
import RawStructuredFieldValues
import Testing

@testable import HosoSigning

/// The HTTP working group's cases for parsers of structured fields, httpwg/structured-field-tests.
///
/// They are not kept here: they come with a package this one is built from.
private enum PublishedFields {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: ".build/checkouts/swift-http-structured-headers/Tests/TestFixtures")

  static let isThere = FileManager.default.fileExists(
    atPath: folder.path(percentEncoded: false))

  static func records(under folder: URL) throws -> [Record] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .flatMap { file -> [Record] in
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        return try #require(json as? [[String: Any]]).compactMap {
          Record(file: file.lastPathComponent, $0)
        }
      }
  }

  struct Record {
    let name: String
    let type: String
    let raw: String?
    let expected: Any?
    let mustFail: Bool
    let canFail: Bool
    /// The one form a value is written in.
    let canonical: String?

    init?(file: String, _ json: [String: Any]) {
      guard let name = json["name"] as? String, let type = json["header_type"] as? String else {
        return nil
      }
      self.name = "\(file): \(name)"
      self.type = type
      let lines = json["raw"] as? [String]
      raw = lines?.joined(separator: ", ")
      expected = json["expected"]
      mustFail = json["must_fail"] as? Bool ?? false
      canFail = json["can_fail"] as? Bool ?? false
      canonical = (json["canonical"] as? [String])?.joined(separator: ", ") ?? raw
    }
  }
}

/// A field as read here, in the JSON of the cases, and written again.
private struct ReadField {
  var json: NSObject?
  var text: String?

  init(_ record: PublishedFields.Record, _ raw: String) throws {
    let limits = StructuredFieldLimits(bytesMax: 1 << 20)
    switch record.type {
    case "item":
      let item = try StructuredField.item(raw, limits: limits)
      (json, text) = (CaseJSON.item(item), item.serialized)
    case "list":
      let list = try StructuredField.list(raw, limits: limits)
      json = list.map(CaseJSON.member) as NSArray
      text = list.compactMap(\.serialized).joined(separator: ", ")
    case "dictionary":
      let dictionary = try StructuredField.dictionary(raw, limits: limits)
      json = CaseJSON.map(dictionary, CaseJSON.member)
      text = dictionary.serialized
    default:
      Issue.record("\(record.name): no such type")
    }
  }
}

private enum CaseJSON {
  static func member(_ member: ItemOrInnerList) -> NSObject {
    switch member {
    case .item(let item): self.item(item)
    case .innerList(let list):
      [list.bareInnerList.map(item) as NSArray, map(list.rfc9651Parameters, bare)] as NSArray
    }
  }

  static func item(_ item: Item) -> NSObject {
    [bare(item.rfc9651BareItem), map(item.rfc9651Parameters, bare)] as NSArray
  }

  static func map<V>(_ values: OrderedMap<String, V>, _ json: (V) -> NSObject) -> NSObject {
    NSDictionary(
      objects: values.map { json($0.1) },
      forKeys: values.map { $0.0 as NSString })
  }

  private static func bare(_ item: RFC9651BareItem) -> NSObject {
    switch item {
    case .integer(let number): NSNumber(value: number)
    case .decimal(let decimal): NSNumber(value: Double(decimal.mantissa) / 1_000)
    case .string(let text): text as NSString
    case .token(let text): typed("token", text as NSString)
    case .undecodedByteSequence: typed("binary", base32(item.bytes ?? []) as NSString)
    case .bool(let isTrue): NSNumber(value: isTrue)
    case .date(let seconds): typed("date", NSNumber(value: seconds))
    case .displayString(let text): typed("displaystring", text as NSString)
    }
  }

  private static func typed(_ type: String, _ value: NSObject) -> NSObject {
    ["__type": type as NSString, "value": value] as NSDictionary
  }

  private static func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 5) {
      let group = bytes[start..<min(start + 5, bytes.count)]
      let bits = group.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << UInt64(8 * (5 - group.count))
      let letters = (group.count * 8 + 4) / 5
      text += String(
        (0..<8).map { $0 < letters ? alphabet[Int(bits >> UInt64(35 - 5 * $0) & 31)] : "=" })
    }
    return text
  }
}

/// The values of cases for writers.
private enum CaseValue {
  static func text(_ record: PublishedFields.Record) throws -> String? {
    switch record.type {
    case "item": return try item(record.expected).serialized
    case "list":
      let members = try #require(record.expected as? [Any]).map { try member($0).serialized }
      return members.contains(nil) ? nil : members.compactMap(\.self).joined(separator: ", ")
    default:
      var dictionary = StructuredDictionary()
      for (key, value) in try #require(record.expected as? [String: Any]) {
        dictionary[key] = try member(value)
      }
      return dictionary.serialized
    }
  }

  private static func member(_ json: Any) throws -> ItemOrInnerList {
    let pair = try #require(json as? [Any])
    guard let items = pair[0] as? [Any] else { return .item(try item(json)) }
    var list = BareInnerList()
    for json in items { list.append(try item(json)) }
    return .innerList(InnerList(bareInnerList: list, parameters: try parameters(pair[1])))
  }

  private static func item(_ json: Any?) throws -> Item {
    let pair = try #require(json as? [Any])
    return Item(bareItem: try bare(pair[0]), parameters: try parameters(pair[1]))
  }

  private static func parameters(_ json: Any) throws -> OrderedMap<String, RFC9651BareItem> {
    var parameters = OrderedMap<String, RFC9651BareItem>()
    for (key, value) in try #require(json as? [String: Any]) {
      parameters[key] = try bare(value)
    }
    return parameters
  }

  private static func bare(_ json: Any) throws -> RFC9651BareItem {
    switch json {
    case let text as String: .string(text)
    case let number as NSNumber: .integer(number.int64Value)
    default:
      .token(try #require((json as? [String: Any])?["value"] as? String))
    }
  }
}

@Suite("The published cases of structured fields", .enabled(if: PublishedFields.isThere))
struct PublishedFieldTests {
  @Test func `every field is read as published, or refused as published`() throws {
    let records = try PublishedFields.records(under: PublishedFields.folder)
    #expect(records.count > 1_400)
    for record in records {
      let raw = try #require(record.raw)
      let read = try? ReadField(record, raw)
      if record.mustFail {
        #expect(read == nil, "\(record.name)")
      } else if let read {
        #expect(read.json == record.expected as? NSObject, "\(record.name)")
        #expect(read.text == record.canonical, "\(record.name)")
      } else {
        #expect(record.canFail, "\(record.name)")
      }
    }
  }

  @Test func `what the grammar cannot say is not written`() throws {
    let folder = PublishedFields.folder.appending(path: "serialisation-tests")
    let records = try PublishedFields.records(under: folder)
    #expect(records.count > 500)
    // Numbers there have more decimals than a value of ours can hold.
    for record in records where record.mustFail && !record.name.hasPrefix("number") {
      #expect(try CaseValue.text(record) == nil, "\(record.name)")
    }
    let text = { (number: Int64) in Item(bareItem: .integer(number), parameters: [:]).serialized }
    #expect(text(1_000_000_000_000_000) == nil)
    #expect(text(-999_999_999_999_999) == "-999999999999999")
    let tooLarge = 1_000_000_000_000.1
    #expect(throws: StructuredHeaderError.self) { try PseudoDecimal(tooLarge) }
  }
}
