import HosoDomain
import HosoPages
import HosoPapers
import HosoProjections

extension HandoverReport {
  /// The record as it is printed and signed.
  var paper: Paper {
    let title = HandoverWords.title(question.direction)
    let number = HandoverWords.number(record)
    var paper = Paper(
      title: title, madeAt: madeAt, size: .a4, foot: title + " – " + number)
    var table = table
    table.tail =
      [.gap(8)] + totals + [.text(PaperText(HandoverWords.legal(question.direction)))] + signatures
      + proof
    paper.blocks = [
      .text(PaperText(HandoverWords.country, isBold: true, .center)),
      .text(PaperText(HandoverWords.motto, isBold: true, .center)), .gap(12),
      .text(PaperText(title, size: 15, isBold: true, .center)),
      .text(PaperText(number, .center)), .gap(8),
      .text(PaperText(HandoverWords.parties(question, names, on: today))),
      .text(PaperText(HandoverWords.span(question.shift))), .gap(6), .table(table),
    ]
    return paper
  }

  private var table: PaperTable {
    PaperTable(
      size: 9, names: HandoverWords.columns.enumerated().map { ($1, $0 == 0) },
      rows: list.lines.enumerated().map { index, line in
        let slip = line.slip?.text ?? ""
        return [
          PaperTable.Cell("\(index + 1)"),
          PaperTable.Cell(slip, barcode: Barcode(code128: slip)),
        ] + cells(line).map { PaperTable.Cell($0) }
      }, keyColumns: 2)
  }

  private var totals: [PaperBlock] {
    let lines =
      [PaperText(HandoverWords.count(list.lines.count), isBold: true)]
      + procedures.map { PaperText("– " + $0) }
      + (money.isEmpty ? [] : [PaperText(HandoverWords.money)] + money.map { PaperText("– " + $0) })
    return lines.map { .text($0) } + [.gap(6)]
  }

  private var signatures: [PaperBlock] {
    let signers = HandoverWords.signatures(question.direction).map { who in
      PaperBlock.Signer(who: who, how: HandoverWords.howToSign)
    }
    return [.gap(12), .signatures(signers)]
  }

  /// What a copy of the page can be held against.
  private var proof: [PaperBlock] {
    var blocks: [PaperBlock] = [.text(PaperText(HandoverWords.proof(head, root), size: 8))]
    guard let digest = record?.digest else { return blocks }
    blocks.append(.text(PaperText(HandoverWords.digest(digest), size: 8)))
    if let square = square { blocks += [.gap(4), .barcode(square, width: 85, height: 85)] }
    return blocks
  }
}
