import HosoDomain
import HosoPages
import HosoPapers

extension Label {
  /// Labels to be printed, a small sheet each.
  static func paper(of labels: [Label], madeAt: RecordedAt) -> Paper {
    var paper = Paper(
      title: labels.first?.title ?? "", madeAt: madeAt, size: .a6,
      foot: labels.first?.title ?? "")
    for (index, label) in labels.enumerated() {
      if index > 0 { paper.blocks.append(.page(.a6)) }
      paper.blocks += label.blocks
    }
    return paper
  }

  private var blocks: [PaperBlock] {
    var blocks: [PaperBlock] = [
      .text(PaperText(title, size: 13, isBold: true, .center)), .gap(6),
    ]
    if let bars = Barcode(code128: code) {
      blocks.append(.barcode(bars, width: 240, height: 45))
    }
    blocks += [.text(PaperText(code, size: 12, isBold: true, .center)), .gap(6)]
    blocks += lines.map { .text(PaperText("\($0.name): \($0.value)", size: 10)) }
    if let square = square.flatMap({ Barcode(qr: $0) }) {
      blocks += [
        .gap(6), .barcode(square, width: 85, height: 85),
        .text(PaperText(LabelWords.lookUp, size: 9, .center)),
      ]
    }
    return blocks
  }
}
