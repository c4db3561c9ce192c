/// The path of a route: literal segments and named ones, such as `/v1/dossiers/{code}`.
struct PathTemplate: Hashable, Sendable, ExpressibleByStringLiteral {
  /// One piece between two slashes.
  enum Segment: Hashable, Sendable {
    case literal(String)
    case parameter(String)
  }

  /// As it is written in OpenAPI.
  let text: String
  let segments: [Segment]

  init(_ text: String) {
    self.text = text
    // The root has one segment, an empty one, as it comes from the wire.
    let pieces = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    segments = pieces.map { piece in
      piece.hasPrefix("{") && piece.hasSuffix("}")
        ? .parameter(String(piece.dropFirst().dropLast())) : .literal(String(piece))
    }
  }

  init(stringLiteral text: String) {
    self.init(text)
  }

  /// The named segments' values; nil if the path is another one.
  func match(_ path: [String]) -> [String: String]? {
    guard path.count == segments.count else { return nil }
    var parameters: [String: String] = [:]
    for (segment, piece) in zip(segments, path) {
      switch segment {
      case .literal(let text): if text != piece { return nil }
      case .parameter(let name):
        guard !piece.isEmpty else { return nil }
        parameters[name] = piece
      }
    }
    return parameters
  }

  /// How many segments are literal: of two templates that match, the more literal one is meant.
  var literalCount: Int {
    segments.count {
      if case .literal = $0 { true } else { false }
    }
  }
}
