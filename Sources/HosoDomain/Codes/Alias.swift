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
  public init(_ text: String) throws(CodeFault) {
    switch CodeShape.kind(of: text) {
    case .item: self = .item(try PostalItemNumber(text))
    case .dossier: self = .dossier(try DossierNumber(text))
    case .receipt, .container, .procedure, .agency, .province, .commune, .postOffice, .staff,
      .event, .source:
      self = .receipt(try ReceiptNumber(unclaimed: text))
    }
  }

  /// Takes what a scanner or a keyboard sent and says whether it had to be normalised.
  public static func scanned(
    _ raw: String
  ) throws(CodeFault) -> (alias: Alias, normalised: Bool) {
    let text = ScannerText.normalise(raw)
    return (try Alias(text), text != raw)
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
