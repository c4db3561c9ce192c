import Foundation
import Testing

@testable import HosoState

/// A line of Fixtures/cesql/cases.ndjson.
struct PublishedExpression: Decodable, CustomTestStringConvertible {
  let of: String
  let expression: String
  let event: [String: String]?
  let result: Result?
  let error: String?

  enum Result: Decodable {
    case value(ExpressionValue)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        self = .value(.boolean(value))
      } else if let value = try? container.decode(Int32.self) {
        self = .value(.integer(value))
      } else {
        self = .value(.string(try container.decode(String.self)))
      }
    }
  }

  static let all: [PublishedExpression] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/cesql/cases.ndjson")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap {
      try? JSONDecoder().decode(PublishedExpression.self, from: Data($0.utf8))
    }
  }()

  var testDescription: String { "\(of): \(expression)" }

  /// What the expression gives for its event, beside which there are always these attributes.
  func value() throws -> ExpressionValue {
    var parser = try ExpressionParser(expression)
    let attributes = ["id": "1", "source": "urn:a", "type": "a.b"].merging(event ?? [:]) { $1 }
    return try parser.parse().value { attributes[$0] }
  }
}

@Suite("The published cases of CESQL")
struct PublishedExpressionTests {
  @Test func `all of them are there`() {
    #expect(PublishedExpression.all.count == 237)
  }

  @Test(arguments: PublishedExpression.all)
  func `gives what was published`(published: PublishedExpression) throws {
    switch (published.result, published.error) {
    case (.value(let result)?, nil):
      #expect(try published.value() == result)
    case (nil, "missingAttribute"?):
      #expect(throws: EvaluationFault.missingAttribute) { try published.value() }
    case (nil, "math"?):
      #expect(throws: EvaluationFault.math) { try published.value() }
    case (nil, "cast"?):
      #expect(throws: EvaluationFault.cast) { try published.value() }
    case (nil, "functionEvaluation"?):
      #expect(throws: EvaluationFault.function) { try published.value() }
    case (nil, "missingFunction"?):
      #expect(throws: ExpressionFault.argumentCount("CONCAT_WS", at: 1)) { try published.value() }
    default: Issue.record("a case without a result")
    }
  }
}
