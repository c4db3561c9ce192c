/// Số hiệu nhân viên: a staff number, shown to staff only and never a name.
///
/// Source: this product's rule; TT 17/2017/TT-BTTTT asks for a signature, not for a number.
public struct StaffNumber: Hashable, Sendable {
  public let text: String

  public init(_ text: String) throws(CodeFault) {
    try CodeText.check(text, length: 1...32) { byte in
      CodeText.isAlphanumeric(byte) || byte == CodeText.hyphen || byte == CodeText.point
        || byte == CodeText.underscore
    }
    self.text = text
  }
}

/// The public id of an event within its source.
///
/// Source: this product's rule; the characters are safe in a URL and in a file name.
public struct EventID: Hashable, Sendable {
  public let text: String

  public init(_ text: String) throws(CodeFault) {
    try CodeText.check(text, length: 1...64) { byte in
      CodeText.isAlphanumeric(byte) || byte == CodeText.hyphen || byte == CodeText.underscore
    }
    self.text = text
  }
}

/// Mã túi, bảng kê: the bag or manifest that items travel in.
///
/// Source: UPU S9 prints 29 capital letters and digits on a bag; manifests of offices have no
/// standard, so their usual joiners are let in.
public struct ContainerCode: Hashable, Sendable {
  public let text: String

  public init(_ text: String) throws(CodeFault) {
    try CodeText.check(text, length: 1...64) { byte in
      CodeText.isAlphanumeric(byte) || byte == CodeText.hyphen || byte == CodeText.point
        || byte == CodeText.underscore || byte == CodeText.slash
    }
    guard CodeText.isAlphanumeric(text.utf8.span[0]) else {
      throw CodeText.wrongCharacter(in: text, at: 0)
    }
    self.text = text
  }

  /// Takes what a scanner or a keyboard sent, in the form in which labels print it.
  ///
  /// - Parameter rules: Of the office that reads it.
  public static func scanned(
    _ raw: String, by rules: CodeRules = .standard
  ) throws(CodeFault) -> ContainerCode {
    try rules.container(ScannerText.normalise(raw))
  }

  /// What makes two spellings the same bag: the text in capitals.
  public var key: String {
    guard text.utf8.contains(where: CodeText.isLower) else { return text }
    return text.uppercased()
  }

  /// The kind of code that it is beyond doubt and that is never a bag's, whatever names it as one;
  /// nil for all others.
  public var kindOfOther: CodeKind? {
    switch Alias(stored: key) {
    case .item?: .item
    case .dossier?: .dossier
    case .receipt?, nil: nil
    }
  }

  /// Whether the code has the shape of a receptacle identifier, which nothing but a bag bears.
  ///
  /// Source: UPU S9: two offices of exchange (six characters each, the country first), category,
  /// subclass (two characters), last digit of the year, then 13 digits.
  public var isReceptacle: Bool {
    let bytes = text.utf8.span
    guard bytes.count == 29 else { return false }
    for offset in 0..<15 where !CodeText.isUpperOrDigit(bytes[offset]) { return false }
    for offset in [0, 1, 6, 7, 12] where !CodeText.isUpper(bytes[offset]) { return false }
    for offset in 15..<29 where !CodeText.isDigit(bytes[offset]) { return false }
    return true
  }
}
