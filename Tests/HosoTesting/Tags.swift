public import Testing

extension Tag {
  /// Takes many seconds; left out by `swift test --skip-tag slow` where that is understood.
  @Tag public static var slow: Self
}
