/// The language a person is spoken to in.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case vietnamese = "vi"
  case english = "en"
}

/// A sentence in both languages.
public struct Said: Hashable, Sendable {
  public let vietnamese: String
  public let english: String

  public init(_ vietnamese: String, _ english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// What both languages write alike: a code, a number, a name.
  public init(both text: String) { self.init(text, text) }

  public static func + (left: Said, right: Said) -> Said {
    Said(left.vietnamese + right.vietnamese, left.english + right.english)
  }

  /// The sentence in one of them.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }
}
