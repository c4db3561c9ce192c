import Testing

@testable import HosoServer

@Suite("Who is committed when")
struct CommitQueueTests {
  /// A job that says its name when it is done.
  private func job(_ name: String) -> CommitQueue<Said>.Job {
    CommitQueue<Said>.Job(
      attempt: { said in
        said.names.append(name)
        return {}
      }, fail: { _ in })
  }

  private final class Said {
    var names: [String] = []
  }

  /// The names of the jobs of the next commit.
  private func next(_ queue: inout CommitQueue<Said>) throws -> [String] {
    let said = Said()
    for job in queue.take() { _ = try job.attempt(said) }
    return said.names
  }

  @Test func `scans go before the pieces of batches, and together; a piece goes alone`() throws {
    var queue = CommitQueue<Said>()
    let isFirst = [
      queue.add(job("piece 1"), isPiece: true), queue.add(job("piece 2"), isPiece: true),
      queue.add(job("scan 1")), queue.add(job("scan 2")),
    ]
    #expect(isFirst == [true, false, false, false])
    var order = [try next(&queue), try next(&queue)]
    _ = queue.add(job("scan 3"))
    order += [try next(&queue), try next(&queue)]
    #expect(order == [["scan 1", "scan 2"], ["piece 1"], ["scan 3"], ["piece 2"]])
    let none = try next(&queue)
    #expect(none == [] && queue.isEmpty)
    let isFirstAgain = queue.add(job("scan 4"))
    #expect(isFirstAgain)
  }

  @Test func `a batch goes on however many scans there are`() throws {
    var queue = CommitQueue<Said>()
    _ = queue.add(job("piece 1"), isPiece: true)
    _ = queue.add(job("piece 2"), isPiece: true)
    var order: [[String]] = []
    for _ in 0..<10 {
      _ = queue.add(job("scan"))
      order.append(try next(&queue))
    }
    #expect(order.count { $0 == ["piece 1"] || $0 == ["piece 2"] } == 2)
    #expect(order.firstIndex(of: ["piece 1"]) == 4)
    #expect(order.firstIndex(of: ["piece 2"]) == 9)
    #expect(order[5] == ["scan", "scan"])
  }
}
