public import HosoDomain
internal import HosoProjections

/// The sentence a press release would begin with; each of its numbers knows where it is from.
public struct Headline: Sendable {
  enum Piece: Sendable {
    case words(Said)
    /// - Parameter row: The row of the summary that says it.
    case number(Said, row: String)
  }

  let pieces: [Piece]

  /// The whole of it.
  public var said: Said {
    pieces.reduce(Said(both: "")) { sentence, piece in
      switch piece {
      case .words(let words), .number(let words, row: _): sentence + words
      }
    }
  }

  init(
    _ nation: FigureLine, growthPerWorkingDay: FigureValue, release: Release?, coverage: Coverage
  ) {
    var pieces: [Piece] = [.words(nation.period.title + Said(both: " ("))]
    pieces += Headline.standing(hasEnded: nation.hasEnded, release: release)
    pieces += Headline.covered(coverage)
    pieces += [
      .words(Said("): bưu chính chuyển ", "): the post carried ")),
      .number(NumberWords.grouped(nation[.handled]), row: SummaryRow.handled),
      .words(Said(" lượt hồ sơ, kết quả", " dossiers and results")),
    ]
    if case .percent(let growth) = nation.value(of: .growth(.handled, .yearBefore)) {
      pieces += Headline.grown(growth, growthPerWorkingDay)
    }
    if case .percent(let share) = nation.value(of: .onTimeOfResolved) {
      let number = Piece.number(NumberWords.percent(share), row: SummaryRow.onTime)
      pieces += [
        .words(Said("; đúng hạn ", "; ")), number,
        .words(Said(" hồ sơ đã giải quyết", " of those resolved were on time")),
      ]
    }
    self.pieces = pieces + [.words(Said(both: "."))]
  }

  /// What readers have to know before any number: published as what.
  private static func standing(hasEnded: Bool, release: Release?) -> [Piece] {
    var words = hasEnded ? Said(both: "") : RowStatus.notEnded.title + Said(both: ", ")
    if let release {
      words = words + Said("số liệu ", "") + release.status.title + Said(both: ", ")
      words = words + Said(both: release.name.text)
    } else {
      words = words + RowStatus.unpublished.title
    }
    return [.words(words + Said(both: ", "))]
  }

  /// How much of what should be there is.
  private static func covered(_ coverage: Coverage) -> [Piece] {
    guard let offices = coverage.officesPercent else {
      return [.words(Said("chưa có bưu cục nào", "no offices yet"))]
    }
    var pieces: [Piece] = [
      .words(Said("bao phủ ", "")),
      .number(NumberWords.percent(offices), row: SummaryRow.offices),
      .words(Said(" bưu cục", " of offices")),
    ]
    if let volume = coverage.volumePercent, volume != offices {
      pieces += [
        .words(Said(both: ", ")), .number(NumberWords.percent(volume), row: SummaryRow.volume),
        .words(Said(" khối lượng năm trước", " of last year's volume")),
      ]
    }
    return coverage.isLow ? pieces + [.words(Said(" – thấp", " – low"))] : pieces
  }

  private static func grown(_ growth: String, _ daily: FigureValue) -> [Piece] {
    var pieces: [Piece] = [
      .words(Said(both: ", ")), .number(NumberWords.growth(growth), row: SummaryRow.handled),
      .words(Said(" so với cùng kỳ", " on the year before")),
    ]
    if case .percent(let daily) = daily {
      let also = daily == growth ? Said("cũng ", "also ") : Said(both: "")
      pieces += [
        .words(Said(" (tính theo ngày làm việc ", " (") + also),
        .number(NumberWords.growth(daily), row: SummaryRow.perDay),
        .words(Said(")", " per working day)")),
      ]
    }
    return pieces
  }
}
