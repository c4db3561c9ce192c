/// Which codes an office takes, and how much it lets be mended.
///
/// Item numbers and dossier numbers have a form that is the same everywhere; how receipts are
/// numbered is each office's own affair.
public struct CodeRules: Hashable, Sendable {
  /// Which texts may be receipt numbers.
  public enum Receipts: Hashable, Sendable {
    /// Whatever a scanner can print and nothing else looks like.
    case anyForm
    /// None: this office scans item numbers and agencies' dossier numbers only.
    case none
    /// Those that one of the office's patterns describes, whatever else they look like.
    case printedAs([ReceiptPattern])
  }

  public var receipts: Receipts = .anyForm
  /// Whether a text that an input method or a keyboard layout spoilt is read as the one item
  /// number that it can have been.
  public var mendsKeyboards = false
  /// Whether codes are taken that were recorded before: by an earlier version, or elsewhere.
  ///
  /// What a ledger holds is never judged again.
  public var takesRecorded = false

  public init() {}

  /// What holds where nobody has said anything.
  public static let standard = CodeRules()

  /// The same office's rules for codes that were recorded before.
  public var forRecorded: CodeRules {
    var rules = takingRecorded
    rules.mendsKeyboards = true
    return rules
  }

  /// The same office's rules for a code that may be on record, as it was sent.
  public var takingRecorded: CodeRules {
    var rules = self
    rules.takesRecorded = true
    return rules
  }

  /// The same office's rules for codes that come anew.
  var judging: CodeRules {
    var rules = self
    rules.takesRecorded = false
    return rules
  }

  /// Whether a text is printed like one of the office's own receipts.
  func isOwn(_ text: String) -> Bool {
    guard case .printedAs(let patterns) = receipts else { return false }
    return patterns.contains { $0.matches(text) } && !ItemReading.holdsItem(text)
  }

  /// Reads a text without a fixed form as a receipt's number.
  ///
  /// - Parameter fault: Why it is none of a fixed form that it looks like; nil if it looks like
  ///   none.
  func receipt(_ text: String, unless fault: CodeFault?) throws(CodeFault) -> ReceiptNumber {
    if isOwn(text) { return try ReceiptNumber(unclaimed: text) }
    if let fault { throw fault }
    if takesRecorded { return try ReceiptNumber(unclaimed: text) }
    if let number = ForeignNumber(text) { throw .foreignNumber(number) }
    if let fault = ItemReading.fault(of: text) { throw fault }
    let number = try ReceiptNumber(unclaimed: text)
    switch receipts {
    case .anyForm: return number
    case .none: throw .receiptsNotTaken
    case .printedAs(let patterns): throw .notOwnReceipt(patterns)
    }
  }
}

/// How an office prints the numbers of its receipts: `BN-nnnn/nnnnn`.
///
/// `n` stands for a digit, `a` for a capital letter, `c` for either; everything else stands for
/// itself. Numbers of several lengths take a pattern each.
///
/// Source: the letters are those of ISO 13616-1 (structure of bank account numbers).
public struct ReceiptPattern: Hashable, Sendable {
  public let text: String

  /// - Throws: A fault that names the first character that no receipt can have.
  public init(_ text: String) throws(CodeFault) {
    // A number that it describes tells whether there can be any.
    let sample = String(text.map { $0 == "n" || $0 == "c" ? "1" : $0 == "a" ? "A" : $0 })
    _ = try ReceiptNumber(unclaimed: sample)
    self.text = text
  }

  /// Whether a number is printed like this.
  public func matches(_ number: String) -> Bool {
    text.utf8.count == number.utf8.count
      && zip(text.utf8, number.utf8).allSatisfy { place, byte in
        switch place {
        case UInt8(ascii: "n"): CodeText.isDigit(byte)
        case UInt8(ascii: "a"): CodeText.isUpper(byte)
        case UInt8(ascii: "c"): CodeText.isUpperOrDigit(byte)
        default: place == byte
        }
      }
  }
}

extension CodeRules {
  /// Reads the code of a bag.
  public func container(_ text: String) throws(CodeFault) -> ContainerCode {
    let code = try ContainerCode(text)
    guard !takesRecorded, let fault = fault(ofBag: code) else { return code }
    throw fault
  }

  /// Whether a bag's code that a ledger holds would be refused today as another label's.
  public func isMisread(_ code: ContainerCode) -> Bool {
    switch fault(ofBag: code) {
    case nil, .foreignNumber: false
    case .empty, .wrongLength, .wrongCharacter, .wrongCheckDigit, .impossibleDate, .zeroSequence,
      .missingPart, .outOfRange, .belongsTo, .notACode, .unknownCountry, .joinedCodes,
      .misreadItem, .partOfItem, .severalValues, .keyboard, .receiptsNotTaken, .notOwnReceipt:
      true
    }
  }

  /// What a bag's code is more likely than a bag's: another label that was scanned in its place,
  /// misread ones among them, or the number of somebody's telephone.
  ///
  /// Refused like a receipt's, but where bags' labels are printed like that: two letters and more
  /// digits than an item number has, `A12-261129`, and whatever only has digits in a row.
  private func fault(ofBag code: ContainerCode) -> CodeFault? {
    let key = code.key
    guard !code.isReceptacle, !isOwn(key) else { return nil }
    // Bags' labels are joined with more characters than receipts' numbers are.
    let isPlain = !key.utf8.contains { $0 == CodeText.point || $0 == CodeText.underscore }
    let joined = isPlain ? key : String(key.map { $0 == "." || $0 == "_" ? "-" : $0 })
    if let number = ForeignNumber(joined) { return .foreignNumber(number) }
    if let fault = ItemReading.fault(ofBag: joined) { return fault }
    if code.kindOfOther == .dossier { return .belongsTo(.dossier) }
    guard CodeShape.looksLikeDossierWithPoints(key) else { return nil }
    do throws(CodeFault) {
      _ = try DossierNumber(key)
      return nil
    } catch {
      return error
    }
  }
}
