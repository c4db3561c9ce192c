import Testing

/// Where pages point to.
enum Links {
  /// Links of Markdown, and pages of docs/ named in comments, that lead nowhere.
  static func deadLinks(_ file: TextFile, paths: Set<String>) -> [Finding] {
    file.findings { line in
      let targets = file.path.hasSuffix(".md") ? links(in: line, of: file.path) : pages(in: line)
      return targets.first { target in
        !paths.contains(target) && !paths.contains { $0.hasPrefix(target + "/") }
      }.map { "\($0) does not exist" }
    }
  }

  private static func links(in line: Substring, of path: String) -> [String] {
    line.split(separator: "](").dropFirst().compactMap { rest in
      let target = rest.prefix { $0 != ")" && $0 != "#" && $0 != " " }
      guard !target.isEmpty, !target.contains(":"), rest.contains(")") else { return nil }
      var parts = path.split(separator: "/").dropLast().map(String.init)
      for part in target.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
      }
      return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
  }

  private static func pages(in line: Substring) -> [String] {
    guard let start = line.firstRange(of: "docs/") else { return [] }
    let target = line[start.lowerBound...].prefix { !$0.isWhitespace && $0 != "`" && $0 != ")" }
    guard let end = target.firstRange(of: ".md") else { return [] }
    return [String(target[..<end.upperBound])]
  }
}

@Suite("Where pages point to")
struct LinkTests {
  @Test func `every link and every page named leads somewhere`() {
    let paths = Set(SourceTree.paths)
    let pages = SourceTree.texts.filter { file in
      file.path.hasSuffix(".md") || file.path.hasPrefix("Sources/") || file.path == "Package.swift"
    }
    expectTidy(pages.flatMap { Links.deadLinks($0, paths: paths) })
  }

  @Test func `a link or page that leads nowhere is found`() {
    let paths: Set = ["docs/a.md", "README.md"]
    let page = TextFile(path: "docs/b.md", text: "[a](a.md#x) [b](../README.md) [c](c.md)\n")
    #expect(Links.deadLinks(page, paths: paths).map(\.what) == ["docs/c.md does not exist"])
    let code = TextFile(path: "Sources/X.swift", text: "// See docs/a.md.\n// See docs/c.md.\n")
    #expect(Links.deadLinks(code, paths: paths).map(\.line) == [2])
  }
}
