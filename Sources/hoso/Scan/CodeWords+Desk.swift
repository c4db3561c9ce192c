internal import HosoWords

extension CodeWords.Origin {
  /// A label that was scanned into this command.
  static let desk = CodeWords.Origin.scan(
    CodeWords.Desk(alias: "--alias", due: "--due", settings: "hoso settings"))
}
