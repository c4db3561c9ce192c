import ArgumentParser
internal import HosoCrypto
import HosoDomain
import HosoLedger
internal import HosoWords

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: say(
      "Ghi chứng minh rằng các sự kiện của hồ sơ có trong sổ, hoặc kiểm tra chứng minh.",
      "Prove that a dossier's events are in the ledger, or check such a proof."),
    discussion: say(
      """
      Chứng minh là một dòng JSON: byte của từng sự kiện và đường băm đến gốc Merkle (RFC 6962).
      Ai cũng kiểm tra được mà không cần sổ cái; so gốc in ra với gốc mình tin, hoặc đưa vào --root.

      Ví dụ:
        hoso prove EE123456785VN > chung-minh.json
        hoso prove --check chung-minh.json
      """,
      """
      A proof is a line of JSON: each event's bytes, and the hashes from it to the Merkle root
      (RFC 6962). Anybody can check it without a ledger; compare the root that is printed with one
      you trust, or give that to --root.

      Examples:
        hoso prove EE123456785VN > proof.json
        hoso prove --check proof.json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(help: ArgumentHelp(OptionWords.printedCode, valueName: "code"))
  var code: String?

  @Option(
    help: ArgumentHelp(
      say("Kiểm tra chứng minh này; không cần sổ cái.", "Check this proof; needs no ledger."),
      valueName: "file"), completion: .file())
  var check: String?

  @Option(
    help: ArgumentHelp(
      say("Gốc Merkle phải có, 64 chữ số thập lục phân.", "The root it must have, 64 hex digits."),
      valueName: "root"))
  var root: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func validate() throws {
    guard (code == nil) != (check == nil), root == nil || check != nil else {
      throw ValidationError(ProofWords.usage)
    }
  }

  func run() throws {
    try reporting {
      if let check { return try answer(DossierProof(reading: try Files.readBody(check))) }
      guard let code else { return }
      let reader = try ledger.reader()
      guard let proof = try reader.proof(of: reader.scanned(code)) else {
        throw Failure(.noInput, ProofWords.nothing(CodeWords.shown(code)))
      }
      Terminal.out(try proof.json)
    }
  }

  private func answer(_ proof: DossierProof) throws {
    let events = try proof.checked()
    if let root, root.lowercased() != proof.root.hex {
      throw Failure(.badData, ProofWords.otherRoot(proof.root.hex))
    }
    Terminal.out(json ? ProofWords.json(proof, events) : ProofWords.text(proof, events))
  }
}
