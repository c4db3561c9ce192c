internal import HosoDomain
internal import HosoProjections

/// How a column's texts are written, for programs that check them before they use them.
struct TextFormat: Hashable, Sendable {
  /// What the whole of a text matches: no more of the syntax than XML Schema, JavaScript and Python
  /// share.
  let pattern: String
  /// What its values are, in the words of XML Schema.
  let datatype: String

  static let string = "string"

  private init(_ pattern: String, as datatype: String = TextFormat.string) {
    self.pattern = pattern
    self.datatype = datatype
  }

  /// One of some words.
  static func words(_ words: [String]) -> TextFormat {
    TextFormat("(" + words.map(literal).joined(separator: "|") + ")")
  }

  /// Codes, and the words that stand where there is none.
  private static func code(_ pattern: String) -> TextFormat {
    TextFormat("(\(pattern)|\(RowHead.all)|\(PublicLevel.others)|\(CubeGroup.unknown))")
  }

  private static let day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
  private static let span = "[0-9]{4}(-Q[1-4]|-H[12]|-M9)?"

  static let date = TextFormat(day, as: "date")
  static let instant = TextFormat(
    day + "T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?[+]07:00")
  static let period = TextFormat("(\(span)|\(day)\\.\\.\(day))")
  static let release = TextFormat("[0-9]{4}(Q[1-4]|H[12]|M9)?(\\.statutory)?\\.r[1-9][0-9]*")
  static let calendar = words(RowHead.calendarWords)
  static let status = words(RowStatus.all.map(\.word))
  static let level = words(
    FigureLevel.allCases.map(\.rawValue)
      + [Grouping.agency.rawValue, Grouping.office.rawValue, CommuneTable.level])
  static let measure = words(FigureCount.allCases.map(\.name))
  static let yesOrNo = words([CoverageTable.word(true), CoverageTable.word(false)])
  static let circulation = words(
    [Circulation.inHouse, .everybody(.three)].map(\.title.vietnamese))
  static let commune = code("[0-9]{5}")

  /// The codes of a kind.
  static func codes(_ grouping: Grouping) -> TextFormat? {
    switch grouping {
    case .province: code("[0-9]{2}")
    case .office: code("[0-9]{6}")
    case .channel: code(Channel.allCases.map { literal($0.name) }.joined(separator: "|"))
    // Local systems have procedures and agencies of their own.
    case .service, .agency: nil
    }
  }

  private static func literal(_ word: String) -> String {
    word.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "\\.")
  }
}
