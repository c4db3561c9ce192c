import HosoDomain
import HosoProjections

extension LedgerOptions {
  /// The moment that an option names: a date, a moment, or a publication such as `2020Q1.r1`.
  ///
  /// - Parameter views: Opened only to look up a publication.
  func cutoff(
    _ text: String, option: String = "--as-of", in views: Once<Views>
  ) throws -> RecordedAt {
    guard let name = ReleaseName(text) else { return try AsOf.cutoff(text, option: option) }
    guard let cutoff = try views().cutoff(of: name) else {
      throw Failure(
        .noInput,
        say(
          "\(option): chưa công bố \(name.text). Xem: hoso release.",
          "\(option): \(name.text) was not published. See: hoso release."))
    }
    return cutoff
  }
}
