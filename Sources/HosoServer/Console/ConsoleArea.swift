internal import HosoDomain
internal import HosoPages
internal import HosoState

/// The pages that a session opens: those of agencies, and those of planners.
enum ConsoleArea: CaseIterable {
  case console
  case figures

  /// Where its first page is.
  var path: String {
    switch self {
    case .console: "/console"
    case .figures: "/figures"
    }
  }

  /// Whether a key opens it.
  func isOpen(to caller: Caller) -> Bool {
    switch self {
    case .console: caller.may(.endpoints)
    case .figures:
      switch caller.kind {
      case .planner, .administrator: caller.may(.figures)
      case .agency, .office: false
      }
    }
  }

  var title: Said {
    switch self {
    case .console: ConsoleWords.title
    case .figures: FiguresWords.title
    }
  }

  /// What stands below every page.
  var footnote: Said {
    switch self {
    case .console: ConsoleWords.footnote
    case .figures: FiguresWords.footnote
    }
  }

  /// What a key is told that does not open it.
  var refusal: Said {
    switch self {
    case .console: ConsoleWords.otherKey
    case .figures: FiguresWords.otherKey
    }
  }

  /// Whose key it is for.
  var hint: Said {
    switch self {
    case .console: ConsoleWords.signInHint
    case .figures: FiguresWords.signInHint
    }
  }

  var sheets: [String] {
    switch self {
    case .console: ConsolePage.sheets
    case .figures: FiguresPage.sheets
    }
  }

  /// How far the cookie of a key goes: to the pages that it opens, and no further.
  static func cookiePath(for caller: Caller) -> String {
    let open = allCases.filter { $0.isOpen(to: caller) }
    return open.count == 1 ? open[0].path : "/"
  }
}
