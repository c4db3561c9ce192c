import Foundation
import HosoTesting
import Testing

@Suite("Proving that scans are in the ledger")
struct ProveTests {
  private struct Checked: Decodable {
    struct Event: Decodable {
      let position: Int64
      let type: String
    }

    let holds: Bool
    let size: Int64
    let merkleRoot: String
    let events: [Event]
  }

  private func proof(_ desk: Desk) throws -> String {
    _ = try desk.scan("pickup", Samples.item, Samples.otherItem)
    _ = try desk.scan("delivery", Samples.item)
    let made = try desk.run("prove", Samples.item)
    #expect(made.code == 0, "\(made.errors)")
    return made.output
  }

  @Test func `a proof is checked without any ledger, and names the root`() throws {
    let desk = try Desk.ready()
    let path = try desk.write(proof(desk), to: "proof.json")
    let verified = try desk.run("verify", "--json")
    let root = (try Outcome.decode(verified.lines[0]) as VerifyAnswer).merkleRoot
    try FileManager.default.removeItem(atPath: desk.ledgerPath)
    let checked = try desk.run("prove", "--check", path, "--root", root, "--json")
    #expect(checked.code == 0, "\(checked.errors)")
    let answer: Checked = try Outcome.decode(checked.lines[0])
    #expect(answer.holds && answer.size == 3 && answer.merkleRoot == root)
    #expect(answer.events.map(\.position) == [1, 3])
    #expect(answer.events.map(\.type) == ["dossier.picked_up", "dossier.delivered"])
    let words = try desk.run("prove", "--check", path)
    #expect(words.output.contains("Chứng minh đúng: 2 sự kiện") && words.output.contains(root))
    let other = String(repeating: "0", count: 64)
    #expect(try desk.run("prove", "--check", path, "--root", other).code == 65)
  }

  @Test func `a proof with one bit changed is refused`() throws {
    let desk = try Desk.ready()
    var bytes = Array(try proof(desk).utf8)
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(filePath: desk.path("proof.json")))
    let checked = try desk.run("prove", "--check", desk.path("proof.json"))
    #expect(checked.code == 65)
    #expect(checked.errors.contains("đã bị sửa"))
  }

  @Test func `there is no proof of what the ledger does not hold, or of nothing`() throws {
    let desk = try Desk.ready()
    #expect(try desk.run("prove", Samples.item).code == 66)
    #expect(try desk.run("prove").code == 64)
    #expect(try desk.run("prove", Samples.item, "--check", "a").code == 64)
    #expect(try desk.run("prove", "--check", desk.path("nothing")).code == 66)
  }
}
