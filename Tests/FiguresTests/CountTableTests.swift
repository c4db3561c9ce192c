import Foundation
import HosoDomain
import Testing

@testable import HosoProjections

@Suite("The table of counts")
struct CountTableTests {
  @Test func `every count has names and words of its own`() {
    let all = FigureCount.allCases
    #expect(Set(all.map(\.name)).count == all.count)
    for count in all {
      for said in [count.title, count.meaning] {
        #expect(!said.vietnamese.isEmpty && !said.english.isEmpty, "\(count)")
      }
      #expect(!count.terms.isEmpty, "\(count)")
      #expect(FigureCount(name: count.name) == count)
    }
    #expect(FigureCount.form.map(\.name) == (3...13).map { "form_c\($0)" })
  }

  @Test func `groups that are put together lose no count`() {
    func counts(_ seed: Int64) -> FigureCounts {
      var (before, within) = (MeasureSums(), MeasureSums())
      for measure in Measure.allCases {
        before[Int(measure.rawValue)] = seed << Int64(measure.rawValue)
        within[Int(measure.rawValue)] = 3 * seed << Int64(measure.rawValue)
      }
      return FigureCounts(before: before, within: within)
    }
    let (left, right) = (counts(1), counts(5))
    for count in FigureCount.allCases {
      #expect((left + right)[count] == left[count] + right[count], "\(count)")
      #expect((left[count] == 0) == (count == .orphans), "\(count)")
    }
  }

  /// The page as it has to be, made from the table.
  @Test func `the page of figures tells every count as the table does`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/figures.md"), encoding: .utf8)
    let rows = FigureCount.allCases.map { count in
      let title = "\(count.title.english) (\(count.title.vietnamese))"
      return "| `\(count.name)` | \(title) | \(count.unit.rawValue) | \(count.meaning.english) | "
        + "\(count.source ?? "–") |"
    }
    let head =
      "| count | title | of | what is counted | source |\n"
      + "| --- | --- | --- | --- | --- |\n"
    #expect(page.contains(head + rows.joined(separator: "\n") + "\n"))
  }
}
