/// Pages of lists.
///
/// Source: RFC 8288 (`Link`).
extension Call {
  /// Where the next page is, with what else was asked for.
  func nextPage(after place: String, limit: Int) -> String {
    var target = self.target.rawPath + "?after=\(RequestTarget.escaped(place))&limit=\(limit)"
    for (name, value) in self.target.query where name != "after" && name != "limit" {
      target += "&\(RequestTarget.escaped(name))=\(RequestTarget.escaped(value))"
    }
    return "<\(target)>; rel=\"next\""
  }
}
