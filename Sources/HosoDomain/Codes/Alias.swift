/// A printed code that names a dossier.
///
/// A dossier has any number of them, and they arrive at different times. A text is a code of one
/// kind only, so two aliases are the same exactly when their texts are.
///
/// Source: UPU S10-12; TT 01/2018/TT-VPCP Art. 19.
public enum Alias: Hashable, Sendable {
  /// Số hiệu bưu gửi.
  case item(PostalItemNumber)
  /// Mã hồ sơ.
  case dossier(DossierNumber)
  /// Số biên nhận, số phiếu gửi.
  case receipt(ReceiptNumber)

  /// Takes a code exactly as it is printed; nothing is trimmed or corrected.
  ///
  /// - Parameter rules: Of the office that reads it.
  public init(_ text: String, by rules: CodeRules = .standard) throws(CodeFault) {
    let fault: CodeFault?
    switch CodeShape.kind(of: text) {
    case .item:
      do throws(CodeFault) {
        self = .item(try PostalItemNumber(text))
        return
      } catch {
        if rules.takesRecorded, let number = PostalItemNumber(stored: text) {
          self = .item(number)
          return
        }
        fault = ItemReading.fault(of: text) ?? error
      }
    case .dossier:
      do throws(CodeFault) {
        self = .dossier(try DossierNumber(text))
        return
      } catch {
        fault = Alias.fault(inPlaceOfDossier: text) ?? error
      }
    case .receipt, .container, .procedure, .agency, .province, .commune, .postOffice, .staff,
      .event, .source:
      fault = nil
    }
    self = .receipt(try rules.receipt(text, unless: fault))
  }

  /// What a text with the outline of a dossier number is more likely than a wrong one of those.
  private static func fault(inPlaceOfDossier text: String) -> CodeFault? {
    if let number = ForeignNumber(text) { return .foreignNumber(number) }
    return ItemReading.holdsItem(text) ? ItemReading.fault(of: text) : nil
  }

  /// Takes a code that a ledger holds.
  ///
  /// It was judged when it was recorded, by the rules of that day and office; whatever it is, it
  /// is the code of that event. Nil for no text at all.
  public init?(stored text: String) {
    guard !text.isEmpty else { return nil }
    if let number = PostalItemNumber(stored: text) {
      self = .item(number)
    } else if CodeShape.kind(of: text) == .dossier, let number = try? DossierNumber(text) {
      self = .dossier(number)
    } else {
      self = .receipt(ReceiptNumber(stored: text))
    }
  }

  /// Takes what a scanner or a keyboard sent and says whether it had to be normalised.
  ///
  /// - Parameter rules: Of the office that reads it.
  public static func scanned(
    _ raw: String, by rules: CodeRules = .standard
  ) throws(CodeFault) -> (alias: Alias, normalised: Bool) {
    let text = ScannerText.normalise(raw)
    do throws(CodeFault) {
      return (try Alias(text, by: rules), text != raw)
    } catch {
      if let number = ScannerText.grouped(text) { return (.item(number), true) }
      guard let reading = KeyboardReading(text) else {
        throw ScannerText.faultOfSeveral(text) ?? error
      }
      guard rules.mendsKeyboards, let number = reading.item else {
        throw .keyboard(reading.trouble, probably: reading.item)
      }
      return (.item(number), true)
    }
  }

  /// Whether this would be refused today as an item number that was misread; ledgers hold such
  /// codes of the time before that was noticed.
  ///
  /// - Parameter rules: Of the office whose ledger it is, since its receipts may look like that.
  public func isMisread(by rules: CodeRules = .standard) -> Bool {
    switch self {
    case .item(let number): (try? PostalItemNumber(number.text)) == nil
    case .dossier: false
    case .receipt(let number):
      ItemReading.fault(of: number.text) != nil && !rules.isOwn(number.text)
    }
  }

  public var text: String {
    switch self {
    case .item(let number): number.text
    case .dossier(let number): number.text
    case .receipt(let number): number.text
    }
  }

  public var kind: CodeKind {
    switch self {
    case .item: .item
    case .dossier: .dossier
    case .receipt: .receipt
    }
  }
}
