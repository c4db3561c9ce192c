/// The body of a form that a browser sent.
enum FormBody {
  static let mediaType = "application/x-www-form-urlencoded"

  /// The pairs of a form, which is written as a query is.
  ///
  /// One that cannot be read has none, as an empty one: whoever sends it learns nothing.
  static func pairs(_ call: Call) -> [(name: String, value: String)] {
    guard !call.body.isEmpty, let text = String(validating: call.body, as: UTF8.self) else {
      return []
    }
    return (try? RequestTarget("/?" + text).query) ?? []
  }
}
