public import HosoDomain
public import HosoPages

/// What is printed: blocks from the top to the bottom, on as many pages as they take.
public struct Paper: Sendable {
  let title: String
  let madeAt: RecordedAt
  let size: PaperSize
  /// Stands at the foot of each page, beside its number.
  let foot: String
  public var blocks: [PaperBlock] = []

  /// - Parameters:
  ///   - title: What the document is called where it is listed.
  ///   - madeAt: The moment that it tells of: the same paper is the same bytes.
  public init(title: String, madeAt: RecordedAt, size: PaperSize, foot: String) {
    self.title = title
    self.madeAt = madeAt
    self.size = size
    self.foot = foot
  }
}

/// A size of paper with its margins.
///
/// Source: ISO 216; margins of A4 by Decree 30/2020/NĐ-CP, Appendix I.
public enum PaperSize: Sendable {
  case a4
  case a4Landscape
  /// For labels and receipts.
  case a6

  private static let point = 72 / 25.4

  var width: Double { PaperSize.point * (isLandscape ? 297 : self == .a6 ? 105 : 210) }
  var height: Double { PaperSize.point * (isLandscape ? 210 : self == .a6 ? 148 : 297) }
  private var isLandscape: Bool { self == .a4Landscape }

  var left: Double { PaperSize.point * (self == .a6 ? 6 : 30) }
  var right: Double { PaperSize.point * (self == .a6 ? 6 : 15) }
  var top: Double { PaperSize.point * (self == .a6 ? 6 : 20) }
  var bottom: Double { PaperSize.point * (self == .a6 ? 6 : 20) }

  /// Between the margins.
  var breadth: Double { width - left - right }
}

/// A part of a paper, as wide as the paper is between its margins.
public indirect enum PaperBlock: Sendable {
  case text(PaperText)
  /// Stacks of texts side by side, equally wide.
  case sides([[PaperText]])
  case table(PaperTable)
  /// A barcode in the middle; a square one is as wide as it is high.
  case barcode(Barcode, width: Double, height: Double)
  /// Empty, in points.
  case gap(Double)
  /// Not torn apart by the end of a page, if a page has room for it at all.
  case together([PaperBlock])
  /// What follows begins a page.
  case page(PaperSize)
}

extension PaperBlock {
  /// Who signs, and how.
  public struct Signer: Sendable {
    let above: String?
    let who: String
    let how: String

    /// - Parameter above: Place and day, if they stand there.
    public init(above: String? = nil, who: String, how: String) {
      self.above = above
      self.who = who
      self.how = how
    }
  }

  /// Room to sign, side by side.
  public static func signatures(_ signers: [Signer]) -> PaperBlock {
    let room = 70.0
    let sides = signers.map { signer in
      (signer.above.map { [PaperText($0, size: 11, isItalic: true, .center)] } ?? []) + [
        PaperText(signer.who, isBold: true, .center),
        PaperText(signer.how, size: 10, isItalic: true, .center),
      ]
    }
    return .together([.sides(sides), .gap(room)])
  }
}

/// A text in one kind of letters.
public struct PaperText: Hashable, Sendable {
  public enum Alignment: Int32, Sendable {
    case left
    case center
    case right
  }

  let text: String
  /// In points.
  let size: Double
  let isBold: Bool
  let isItalic: Bool
  let alignment: Alignment

  public init(
    _ text: String, size: Double = 12, isBold: Bool = false, isItalic: Bool = false,
    _ alignment: Alignment = .left
  ) {
    self.text = DocumentText.held(text)
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
    self.alignment = alignment
  }
}
